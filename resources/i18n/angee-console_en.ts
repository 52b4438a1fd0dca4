<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>angee::BoundedText</name>
    <message numerus="yes">
        <source>… (%n more characters)</source>
        <translation>
            <numerusform>… (%n more character)</numerusform>
            <numerusform>… (%n more characters)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::DestroyServices</name>
    <message numerus="yes">
        <source>Destroy %n services</source>
        <translation>
            <numerusform>Destroy %n service</numerusform>
            <numerusform>Destroy %n services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::DocumentStatus</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::DocumentView</name>
    <message numerus="yes">
        <source>This text holds %Ln character(s) that cannot be seen or that change the order in which others are read (%1). They are drawn as marks.</source>
        <translation>
            <numerusform>This text holds %Ln character that cannot be seen or that changes the order in which others are read (%1). It is drawn as a mark.</numerusform>
            <numerusform>This text holds %Ln characters that cannot be seen or that change the order in which others are read (%1). They are drawn as marks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::FilesController</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::FilterTable</name>
    <message numerus="yes">
        <source>%1 of %n row(s)</source>
        <translation>
            <numerusform>%1 of %n row</numerusform>
            <numerusform>%1 of %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogsController</name>
    <message numerus="yes">
        <source>%n line(s) saved to %1.</source>
        <translation>
            <numerusform>%n line saved to %1.</numerusform>
            <numerusform>%n lines saved to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>older lines are not shown: of a local service the daemon gives the last %n only</source>
        <translation>
            <numerusform>older lines are not shown: of a local service the daemon gives the last line only</numerusform>
            <numerusform>older lines are not shown: of a local service the daemon gives the last %n lines only</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ManifestGuard</name>
    <message numerus="yes">
        <source>%n more: F7 goes from one to the next.</source>
        <translation>
            <numerusform>%n more: F7 goes from one to the next.</numerusform>
            <numerusform>%n more: F7 goes from one to the next.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::QueryController</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n event(s).</source>
        <translation>
            <numerusform>Stopped after %n event.</numerusform>
            <numerusform>Stopped after %n events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Subscribed. %n event(s), the last at %1.</source>
        <translation>
            <numerusform>Subscribed. %n event, the last at %1.</numerusform>
            <numerusform>Subscribed. %n events, the last at %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came.</source>
        <translation>
            <numerusform>%n event came.</numerusform>
            <numerusform>%n events came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::QueryResultView</name>
    <message numerus="yes">
        <source>%n older event(s) are not held any more.</source>
        <translation>
            <numerusform>%n older event is not held any more.</numerusform>
            <numerusform>%n older events are not held any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::QueryView</name>
    <message numerus="yes">
        <source>%n place(s) that the schema does not allow</source>
        <translation>
            <numerusform>%n place that the schema does not allow</numerusform>
            <numerusform>%n places that the schema does not allow</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ResolveTemplateDialog</name>
    <message numerus="yes">
        <source>It is ambiguous: %n templates answer to it. Use the ref.</source>
        <translation>
            <numerusform>It is ambiguous: %n template answers to it. Use the ref.</numerusform>
            <numerusform>It is ambiguous: %n templates answer to it. Use the ref.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SchemaDrift</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SchemaPane</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is used in %n place(s)</source>
        <translation>
            <numerusform>%1 is used in %n place</numerusform>
            <numerusform>%1 is used in %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SecretDialog</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ServiceActions</name>
    <message numerus="yes">
        <source>Start %n services</source>
        <translation>
            <numerusform>Start %n service</numerusform>
            <numerusform>Start %n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n services</source>
        <translation>
            <numerusform>Stop %n service</numerusform>
            <numerusform>Stop %n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restart %n services</source>
        <translation>
            <numerusform>Restart %n service</numerusform>
            <numerusform>Restart %n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring up %n services</source>
        <translation>
            <numerusform>Bring up %n service</numerusform>
            <numerusform>Bring up %n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Destroy %n services</source>
        <translation>
            <numerusform>Destroy %n service</numerusform>
            <numerusform>Destroy %n services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ServicesPane</name>
    <message numerus="yes">
        <source>%n services</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SnapshotDecoder</name>
    <message numerus="yes">
        <source>The daemon lists more than %n objects of one kind; only the first are shown.</source>
        <translation>
            <numerusform>The daemon lists more than %n object of one kind; only the first is shown.</numerusform>
            <numerusform>The daemon lists more than %n objects of one kind; only the first are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SourceActions</name>
    <message numerus="yes">
        <source>Fetch %n sources</source>
        <translation>
            <numerusform>Fetch %n source</numerusform>
            <numerusform>Fetch %n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pull %n sources</source>
        <translation>
            <numerusform>Pull %n source</numerusform>
            <numerusform>Pull %n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Push %n sources</source>
        <translation>
            <numerusform>Push %n source</numerusform>
            <numerusform>Push %n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SourcesPane</name>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::StackActions</name>
    <message numerus="yes">
        <source>Work that is nowhere else (%n place(s)):</source>
        <translation>
            <numerusform>Work that is nowhere else (%n place):</numerusform>
            <numerusform>Work that is nowhere else (%n places):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::TaskStrip</name>
    <message numerus="yes">
        <source>%n tasks under way. </source>
        <translation>
            <numerusform>%n task under way. </numerusform>
            <numerusform>%n tasks under way. </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::WorkspacesModel</name>
    <message numerus="yes">
        <source>%n dirty</source>
        <translation>
            <numerusform>%n dirty</numerusform>
            <numerusform>%n dirty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unpushed</source>
        <translation>
            <numerusform>%n unpushed</numerusform>
            <numerusform>%n unpushed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n diverged</source>
        <translation>
            <numerusform>%n diverged</numerusform>
            <numerusform>%n diverged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on another branch</source>
        <translation>
            <numerusform>%n on another branch</numerusform>
            <numerusform>%n on another branch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind</source>
        <translation>
            <numerusform>%n commit behind</numerusform>
            <numerusform>%n commits behind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::WorkspacesPane</name>
    <message numerus="yes">
        <source>%n workspaces</source>
        <translation>
            <numerusform>%n workspace</numerusform>
            <numerusform>%n workspaces</numerusform>
        </translation>
    </message>
</context>
</TS>

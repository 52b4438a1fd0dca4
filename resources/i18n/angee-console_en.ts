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
    <name>angee::CameTrue</name>
    <message numerus="yes">
        <source>%n container(s) seen to run.</source>
        <translation>
            <numerusform>%n container seen to run.</numerusform>
            <numerusform>%n containers seen to run.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::CommitsWindow</name>
    <message numerus="yes">
        <source>%n commit(s).</source>
        <translation>
            <numerusform>%n commit.</numerusform>
            <numerusform>%n commits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n commit(s); the daemon tells no more.</source>
        <translation>
            <numerusform>The newest %n commit; the daemon tells no more.</numerusform>
            <numerusform>The newest %n commits; the daemon tells no more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ConflictList</name>
    <message numerus="yes">
        <source>%n conflict(s) left</source>
        <translation>
            <numerusform>%n conflict left</numerusform>
            <numerusform>%n conflicts left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ConflictView</name>
    <message numerus="yes">
        <source>In %n conflict(s) more than one line looks like the one between the sides: check where they part.</source>
        <translation>
            <numerusform>In %n conflict more than one line looks like the one between the sides: check where they part.</numerusform>
            <numerusform>In %n conflicts more than one line looks like the one between the sides: check where they part.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ConvergenceView</name>
    <message numerus="yes">
        <source>%n file(s) to resolve</source>
        <translation>
            <numerusform>%n file to resolve</numerusform>
            <numerusform>%n files to resolve</numerusform>
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
    <name>angee::DiffModel</name>
    <message numerus="yes">
        <source>%n equal lines that were not sent</source>
        <translation>
            <numerusform>%n equal line that was not sent</numerusform>
            <numerusform>%n equal lines that were not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::DiffWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n line added</numerusform>
            <numerusform>%n lines added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are not listed.</source>
        <translation>
            <numerusform>%n more file is not listed.</numerusform>
            <numerusform>%n more files are not listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n file(s) not all lines are kept.</source>
        <translation>
            <numerusform>Of %n file not all lines are kept.</numerusform>
            <numerusform>Of %n files not all lines are kept.</numerusform>
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
    <name>angee::FleetChanges</name>
    <message numerus="yes">
        <source>%1: %n stack(s)</source>
        <translation>
            <numerusform>%1: %n stack</numerusform>
            <numerusform>%1: %n stacks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::FleetWindow</name>
    <message numerus="yes">
        <source>%n stack(s)</source>
        <translation>
            <numerusform>%n stack</numerusform>
            <numerusform>%n stacks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) not working</source>
        <translation>
            <numerusform>%n object not working</numerusform>
            <numerusform>%n objects not working</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) to look after</source>
        <translation>
            <numerusform>%n object to look after</numerusform>
            <numerusform>%n objects to look after</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stack(s) whose turn has not come: nothing is sent there</source>
        <translation>
            <numerusform>%n stack whose turn has not come: nothing is sent there</numerusform>
            <numerusform>%n stacks whose turn has not come: nothing is sent there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::GitOpsPane</name>
    <message numerus="yes">
        <source>%n slot(s)</source>
        <translation>
            <numerusform>%n slot</numerusform>
            <numerusform>%n slots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::ListedBranches</name>
    <message numerus="yes">
        <source>%n more file(s) are left out.</source>
        <translation>
            <numerusform>%n more file is left out.</numerusform>
            <numerusform>%n more files are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have names that are no UTF-8 and cannot be opened.</source>
        <translation>
            <numerusform>%n file has a name that is no UTF-8 and cannot be opened.</numerusform>
            <numerusform>%n files have names that are no UTF-8 and cannot be opened.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogFilterBar</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogFindBar</name>
    <message numerus="yes">
        <source>%1 of %n line(s)</source>
        <translation>
            <numerusform>%1 of %n line</numerusform>
            <numerusform>%1 of %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogIntake</name>
    <message numerus="yes">
        <source>older lines are not shown: of a local service the daemon gives the last %n only</source>
        <translation>
            <numerusform>older lines are not shown: of a local service the daemon gives the last %n only</numerusform>
            <numerusform>older lines are not shown: of a local service the daemon gives the last %n only</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogMinimap</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) with hits</source>
        <translation>
            <numerusform>%n line with hits</numerusform>
            <numerusform>%n lines with hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogTimeline</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
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
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::LogView</name>
    <message numerus="yes">
        <source>↓ %n new line(s)</source>
        <translation>
            <numerusform>↓ %n new line</numerusform>
            <numerusform>↓ %n new lines</numerusform>
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
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n: %2</source>
        <translation>
            <numerusform>%1 of %n: %2</numerusform>
            <numerusform>%1 of %n: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) recorded to %1.</source>
        <translation>
            <numerusform>%n line recorded to %1.</numerusform>
            <numerusform>%n lines recorded to %1.</numerusform>
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
    <name>angee::MarkerGuard</name>
    <message numerus="yes">
        <source>Git has marked %n conflict(s) in this file.</source>
        <translation>
            <numerusform>Git has marked %n conflict in this file.</numerusform>
            <numerusform>Git has marked %n conflicts in this file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::OutputNotices</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::OutputRecorder</name>
    <message numerus="yes">
        <source>[%n byte(s) left out]</source>
        <translation>
            <numerusform>[%n byte left out]</numerusform>
            <numerusform>[%n bytes left out]</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::OutputView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::OutputsController</name>
    <message numerus="yes">
        <source>%n output(s) hold it</source>
        <translation>
            <numerusform>%n output holds it</numerusform>
            <numerusform>%n outputs hold it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n output(s)</source>
        <translation>
            <numerusform>Delete %n output</numerusform>
            <numerusform>Delete %n outputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::PlainTextView</name>
    <message numerus="yes">
        <source>… %n earlier character(s) left out</source>
        <translation>
            <numerusform>… %n earlier character left out</numerusform>
            <numerusform>… %n earlier characters left out</numerusform>
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
    <name>angee::ServicesController</name>
    <message numerus="yes">
        <source>%n service(s) run on what was before a change: %1</source>
        <translation>
            <numerusform>%n service runs on what was before a change: %1</numerusform>
            <numerusform>%n services run on what was before a change: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) may run on what was before a change: %1</source>
        <translation>
            <numerusform>%n service may run on what was before a change: %1</numerusform>
            <numerusform>%n services may run on what was before a change: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recreate or restart %n service(s)</source>
        <translation>
            <numerusform>Recreate or restart %n service</numerusform>
            <numerusform>Recreate or restart %n services</numerusform>
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
    <name>angee::SlotActions</name>
    <message numerus="yes">
        <source>Fetch %n slot(s)</source>
        <translation>
            <numerusform>Fetch %n slot</numerusform>
            <numerusform>Fetch %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pull %n slot(s)</source>
        <translation>
            <numerusform>Pull %n slot</numerusform>
            <numerusform>Pull %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Push %n slot(s)</source>
        <translation>
            <numerusform>Push %n slot</numerusform>
            <numerusform>Push %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merge into %n slot(s)</source>
        <translation>
            <numerusform>Merge into %n slot</numerusform>
            <numerusform>Merge into %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rebase %n slot(s)</source>
        <translation>
            <numerusform>Rebase %n slot</numerusform>
            <numerusform>Rebase %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Abort the merge in %n slot(s)</source>
        <translation>
            <numerusform>Abort the merge in %n slot</numerusform>
            <numerusform>Abort the merge in %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Abort the rebase in %n slot(s)</source>
        <translation>
            <numerusform>Abort the rebase in %n slot</numerusform>
            <numerusform>Abort the rebase in %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Continue the rebase in %n slot(s)</source>
        <translation>
            <numerusform>Continue the rebase in %n slot</numerusform>
            <numerusform>Continue the rebase in %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Publish %n slot(s)</source>
        <translation>
            <numerusform>Publish %n slot</numerusform>
            <numerusform>Publish %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fast-forward by %n commit(s) of %1.</source>
        <translation>
            <numerusform>Fast-forward by %n commit of %1.</numerusform>
            <numerusform>Fast-forward by %n commits of %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotDialog</name>
    <message numerus="yes">
        <source>It is %n commit(s) behind as well: the remote will reject this. Merge or rebase first.</source>
        <translation>
            <numerusform>It is %n commit behind as well: the remote will reject this. Merge or rebase first.</numerusform>
            <numerusform>It is %n commits behind as well: the remote will reject this. Merge or rebase first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind and none of its own: no conflict.</source>
        <translation>
            <numerusform>%n commit behind and none of its own: no conflict.</numerusform>
            <numerusform>%n commits behind and none of its own: no conflict.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotGuard</name>
    <message numerus="yes">
        <source>and %n more line(s) like these</source>
        <translation>
            <numerusform>and %n more line like these</numerusform>
            <numerusform>and %n more lines like these</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lose the work in %n place(s) that is nowhere else. It could be pushed first.</source>
        <translation>
            <numerusform>Lose the work in %n place that is nowhere else. It could be pushed first.</numerusform>
            <numerusform>Lose the work in %n places that is nowhere else. It could be pushed first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotOutcome</name>
    <message numerus="yes">
        <source>It is still %n commit(s) ahead of %1.</source>
        <translation>
            <numerusform>It is still %n commit ahead of %1.</numerusform>
            <numerusform>It is still %n commits ahead of %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotReader</name>
    <message numerus="yes">
        <source>%n commit(s), whose first lines the daemon does not tell</source>
        <translation>
            <numerusform>%n commit, whose first lines the daemon does not tell</numerusform>
            <numerusform>%n commits, whose first lines the daemon does not tell</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more commit(s)</source>
        <translation>
            <numerusform>and %n more commit</numerusform>
            <numerusform>and %n more commits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotWorkspace</name>
    <message numerus="yes">
        <source>Push %n workspace(s)</source>
        <translation>
            <numerusform>Push %n workspace</numerusform>
            <numerusform>Push %n workspaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sync %n workspace(s) with their base</source>
        <translation>
            <numerusform>Sync %n workspace with its base</numerusform>
            <numerusform>Sync %n workspaces with their base</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its base has moved on; %n commit(s) of its own: can conflict</source>
        <translation>
            <numerusform>its base has moved on; %n commit of its own: can conflict</numerusform>
            <numerusform>its base has moved on; %n commits of its own: can conflict</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::SlotsList</name>
    <message numerus="yes">
        <source>%n slot(s)</source>
        <translation>
            <numerusform>%n slot</numerusform>
            <numerusform>%n slots</numerusform>
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
    <name>angee::TopologyPane</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workspace(s)</source>
        <translation>
            <numerusform>%n workspace</numerusform>
            <numerusform>%n workspaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s)</source>
        <translation>
            <numerusform>%n slot</numerusform>
            <numerusform>%n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) that mount them</source>
        <translation>
            <numerusform>%n service that mounts them</numerusform>
            <numerusform>%n services that mount them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more service(s) mount no workspace</source>
        <translation>
            <numerusform>%n more service mounts no workspace</numerusform>
            <numerusform>%n more services mount no workspace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more left out</source>
        <translation>
            <numerusform>%n more left out</numerusform>
            <numerusform>%n more left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>angee::WorkspaceSlotsDialog</name>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>%n commit</numerusform>
            <numerusform>%n commits</numerusform>
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

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Renders every shared part of the window in both themes: gallery [folder]. To be looked at.
#include "tests/ui/tablerecords.h"
#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QFrame>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>
#include <memory>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

using Maker = std::function<std::unique_ptr<QWidget>()>;

std::unique_ptr<QWidget> icons()
{
    auto widget = std::make_unique<QWidget>();
    auto *grid = new QGridLayout(widget.get());
    for (int i = 0; i < Icon::nameCount; ++i) {
        auto *label = new IconLabel(Icon::get(static_cast<Icon::Name>(i)), widget.get());
        label->setIconSize(i % 2 ? 24 : 16);
        grid->addWidget(label, i / 12, i % 12, Qt::AlignCenter);
    }
    return widget;
}

std::unique_ptr<QWidget> controls()
{
    auto widget = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(widget.get());
    auto *buttons = new QHBoxLayout;
    auto *plain = new QPushButton(Icon::get(Icon::Name::Restart), u"Restart"_s);
    auto *prominent = new QPushButton(Icon::get(Icon::Name::Build), u"Build"_s);
    setButtonRole(prominent, ButtonRole::Prominent);
    auto *danger = new QPushButton(Icon::get(Icon::Name::Destroy), u"Destroy workspace"_s);
    setButtonRole(danger, ButtonRole::Destructive);
    auto *disabled = new QPushButton(Icon::get(Icon::Name::Start), u"Start"_s);
    disabled->setEnabled(false);
    auto *menu = new QPushButton(u"More"_s);
    menu->setMenu(new QMenu(menu));
    auto *tool = new QToolButton;
    tool->setIcon(Icon::get(Icon::Name::Refresh));
    auto *flatTool = new QToolButton;
    flatTool->setIcon(Icon::get(Icon::Name::More));
    flatTool->setAutoRaise(true);
    auto *checkedTool = new QToolButton;
    checkedTool->setIcon(Icon::get(Icon::Name::Wrap));
    checkedTool->setAutoRaise(true);
    checkedTool->setCheckable(true);
    checkedTool->setChecked(true);
    for (QWidget *each : std::initializer_list<QWidget *>{plain, prominent, danger, disabled, menu,
                                                          tool, flatTool, checkedTool})
        buttons->addWidget(each);
    buttons->addStretch();
    column->addLayout(buttons);

    auto *form = new QFormLayout;
    auto *edit = new QLineEdit(u"staging"_s);
    auto *empty = new QLineEdit;
    empty->setPlaceholderText(u"https://operator.example"_s);
    auto *readOnly = new QLineEdit(u"read-only value"_s);
    readOnly->setReadOnly(true);
    auto *off = new QLineEdit(u"disabled"_s);
    off->setEnabled(false);
    auto *combo = new QComboBox;
    combo->addItems({u"Rebase"_s, u"Merge"_s});
    auto *editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(u"main"_s);
    auto *spin = new QSpinBox;
    spin->setRange(0, 10000);
    spin->setValue(500);
    form->addRow(u"Name"_s, edit);
    form->addRow(u"Address"_s, empty);
    form->addRow(u"Etag"_s, readOnly);
    form->addRow(u"Actor"_s, off);
    form->addRow(u"Method"_s, combo);
    form->addRow(u"Branch"_s, editable);
    form->addRow(u"Tail"_s, spin);
    column->addLayout(form);

    auto *checks = new QHBoxLayout;
    auto *on = new QCheckBox(u"Start it"_s);
    on->setChecked(true);
    auto *some = new QCheckBox(u"Some"_s);
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    auto *offCheck = new QCheckBox(u"Not offered"_s);
    offCheck->setEnabled(false);
    auto *radio = new QRadioButton(u"Keep files"_s);
    radio->setChecked(true);
    for (QWidget *each :
         std::initializer_list<QWidget *>{on, new QCheckBox(u"Purge"_s), some, offCheck, radio,
                                          new QRadioButton(u"Delete files"_s)})
        checks->addWidget(each);
    checks->addStretch();
    column->addLayout(checks);

    auto *progress = new QProgressBar;
    progress->setValue(42);
    auto *endless = new QProgressBar;
    endless->setRange(0, 0);
    auto *bars = new QHBoxLayout;
    bars->addWidget(progress);
    bars->addWidget(endless);
    column->addLayout(bars);

    auto *tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    auto *text = new QPlainTextEdit(u"tail -f, as the daemon says it\nsecond line"_s);
    text->setFont(monospaceFont(text));
    tabs->addTab(text, u"Overview"_s);
    tabs->addTab(new QLabel(u"x"_s), u"Configuration"_s);
    tabs->addTab(new QLabel(u"x"_s), Icon::get(Icon::Name::Log), u"Logs"_s);
    column->addWidget(tabs);
    auto *group = new QGroupBox(u"What stays"_s);
    auto *inside = new QVBoxLayout(group);
    inside->addWidget(new QLabel(u"3 secrets, 2 sources"_s));
    column->addWidget(group);
    return widget;
}

std::unique_ptr<QWidget> table(const QString &filter)
{
    auto shown = std::make_unique<FilterTable>(u"Services"_s);
    auto *model = new SampleModel(shown.get());
    auto random = QRandomGenerator(7);
    model->setRecords(sampleRecords(120, &random));
    shown->setTable(model);
    shown->setFilter(filter);
    shown->view()->sortByColumn(SampleModel::LoadColumn, Qt::DescendingOrder);
    shown->view()->selectRow(2);
    return shown;
}

std::unique_ptr<QWidget> state(const std::function<void(StatePage *)> &enter)
{
    auto page = std::make_unique<StatePage>();
    page->setContent(table({}).release());
    enter(page.get());
    return page;
}

std::unique_ptr<QWidget> notices()
{
    auto bars = std::make_unique<NoticeBars>();
    bars->show(
        {u"info"_s, Notice::Kind::Information, u"The daemon offers no file listing."_s, {}, true});
    bars->show({u"done"_s, Notice::Kind::Success, u"Stack built in 42 s."_s, {}, true});
    bars->show({u"stale"_s,
                Notice::Kind::Stale,
                u"Shown as of 4 min ago: no answer since then."_s,
                {{u"retry"_s, u"Ask again"_s}},
                false});
    bars->show(
        {u"unreachable"_s,
         Notice::Kind::Unreachable,
         u"Cannot reach https://op.example/operator: connection refused. Next try in 8 s. This sentence is long enough to need a second line in a narrow pane."_s,
         {{u"now"_s, u"Retry now"_s}, {u"settings"_s, u"Connection…"_s}},
         false});
    bars->show({u"conflict"_s,
                Notice::Kind::Conflict,
                u"settings.yaml changed on the daemon."_s,
                {{u"merge"_s, u"Merge"_s}},
                true});
    return bars;
}

//! \brief A list pane as the others are built.
class SamplePane final : public Pane
{
public:
    SamplePane()
        : Pane(PaneDescriptor{.id = u"services"_s, .title = u"Services"_s})
    {
        auto *content = new QSplitter(Qt::Vertical);
        auto *list = static_cast<FilterTable *>(table({}).release());
        content->addWidget(list);
        auto *detail = new QWidget;
        auto *column = new QVBoxLayout(detail);
        auto *row = new ActionRow;
        const auto action = [this](const QString &text, Icon::Name icon, const QString &whyNot) {
            auto *made = new QAction(Icon::get(icon), text, this);
            setActionAvailable(made, whyNot);
            return made;
        };
        const QList<QAction *> actions{
            action(u"Start"_s, Icon::Name::Start, u"It is running already."_s),
            action(u"Stop"_s, Icon::Name::Stop, {}),
            action(u"Restart"_s, Icon::Name::Restart, {}),
            action(u"Logs"_s, Icon::Name::Log, {}),
            action(u"Endpoint"_s, Icon::Name::OpenExternal, {}),
            action(u"Destroy"_s, Icon::Name::Destroy, {}),
        };
        row->setActions(actions);
        list->setActions(actions);
        column->addWidget(row);
        column->addStretch();
        content->addWidget(detail);
        content->setSizes({400, 200});
        setContent(content);
        setMainTable(list);
        auto *create = new QPushButton(Icon::get(Icon::Name::Add), u"New service"_s);
        setButtonRole(create, ButtonRole::Prominent);
        addHeaderWidget(create);
        statePage()->showContent();
        setDataAge(QDateTime::currentDateTimeUtc().addSecs(-240), true, u"The daemon is silent."_s);
    }
};

std::unique_ptr<QWidget> details()
{
    auto widget = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(widget.get());
    auto *facts = new FactList;
    facts->setFacts({
        {u"Status"_s, u"unhealthy: exit code 137"_s, false},
        {u"Path"_s, u"/srv/angee/workspaces/first-fix"_s, true},
        {u"Expires"_s, u"in 3 h"_s, false},
        {u"Mounted by"_s, {}, false},
        {u"Note"_s,
         u"A value that is so long that it has to continue on a second line, because nobody should have to guess how a sentence of the daemon ends, whatever the width of the window is."_s,
         false},
    });
    column->addWidget(facts);
    auto *name = new ProblemField(new QLineEdit(u"first fix"_s));
    name->setProblem(u"A name has letters, digits, '-' and '_' only."_s);
    auto *ttl = new ProblemField(new QLineEdit(u"24h"_s), u"Hours, minutes, seconds: 1h30m."_s);
    auto *secret = new SecretField;
    secret->setText(u"correct horse"_s);
    for (QWidget *each : std::initializer_list<QWidget *>{name, ttl, secret})
        column->addWidget(each);
    auto *words = new PlainTextView(u"Output"_s);
    words->setWords(u"\x1b[32m#1\x1b[0m building web\nexit status 1\n"_s);
    column->addWidget(words, 1);
    return widget;
}

std::unique_ptr<QWidget> diff(DiffModel::Layout layout)
{
    QByteArray before;
    QByteArray after;
    for (int i = 0; i < 60; ++i) {
        const QByteArray line = "  option_" + QByteArray::number(i) + ": value\n";
        before += line;
        after += i == 8 ? "  option_8: another value\n  added: true\n" : i == 40 ? "" : line;
    }
    auto view = std::make_unique<DiffView>();
    view->setLayout(layout);
    view->setTexts(before, after, diffLines(before, after));
    return view;
}

std::unique_ptr<QWidget> palette()
{
    auto window = std::make_unique<QWidget>();
    auto *shown = new CommandPalette(window.get());
    window->resize(900, 480);
    QList<PaletteEntry> entries{
        {u"1"_s, u"Stop db"_s, u"Service, running"_s, {}, Icon::Name::Stop, {}},
        {u"2"_s,
         u"Start db"_s,
         u"Service, running"_s,
         {},
         Icon::Name::Start,
         u"It is running already."_s},
        {u"3"_s, u"Open settings.yaml"_s, u"File in app"_s, {}, Icon::Name::File, {}},
        {u"4"_s, u"Build stack"_s, u"Ctrl+B"_s, {}, Icon::Name::Build, {}},
        {u"5"_s, u"Destroy workspace first-fix…"_s, u"Asks first"_s, {}, Icon::Name::Destroy, {}},
    };
    shown->open(entries);
    return window;
}

std::unique_ptr<QWidget> confirm()
{
    Confirmation confirmation;
    confirmation.title = u"Destroy workspace \"first-fix\""_s;
    confirmation.profile = u"staging"_s;
    confirmation.stack = u"demo"_s;
    confirmation.text = u"The daemon forgets the workspace and deletes its files."_s;
    confirmation.lost = {u"2 commits in app that were not pushed"_s, u"1 service: echo-fix"_s};
    confirmation.kept = {u"3 sources"_s, u"The secrets of the stack"_s};
    confirmation.verb = u"Destroy"_s;
    confirmation.typedName = u"first-fix"_s;
    auto dialog = std::make_unique<ConfirmDialog>(confirmation, nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->setFailure(u"The daemon refused: workspace is mounted by service web."_s);
    return dialog;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"gallery"_s);
    folder.mkpath(u"."_s);
    const QList<std::tuple<QString, QSize, Maker>> parts{
        {u"icons"_s, {600, 320}, icons},
        {u"controls"_s, {900, 760}, controls},
        {u"table"_s, {1100, 420}, [] { return table({}); }},
        {u"table-filtered"_s, {1100, 320}, [] { return table(u"status:exited load:9"_s); }},
        {u"table-nothing"_s, {1100, 320}, [] { return table(u"nothing-like-that"_s); }},
        {u"state-empty"_s,
         {800, 360},
         [] {
             return state([](StatePage *p) {
                 p->setEmptyIcon(Icon::Name::Workspace);
                 p->showEmpty(u"No workspaces yet"_s,
                              u"A workspace is a checkout of the sources with its own services."_s,
                              u"New workspace"_s);
             });
         }},
        {u"state-failed"_s,
         {800, 360},
         [] {
             return state([](StatePage *p) {
                 p->showFailed(
                     u"The services could not be listed"_s,
                     u"The daemon answered 500: compose: exit status 1: yaml: line 12: did not find expected key"_s);
             });
         }},
        {u"state-stale"_s,
         {1000, 300},
         [] {
             return state([](StatePage *p) {
                 p->showContent();
                 p->setStale(true, u"4 min old"_s);
             });
         }},
        {u"state-loading"_s,
         {800, 300},
         [] {
             return state([](StatePage *p) {
                 p->showLoading();
                 // As it looks once the wait is over.
                 p->findChild<QTimer *>(u"skeletonTimer"_s)->start(0);
             });
         }},
        {u"state-not-offered"_s,
         {800, 300},
         [] {
             return state([](StatePage *p) {
                 p->showNotOffered(u"Job logs are not offered by this daemon"_s,
                                   u"GET /jobs/build/logs answered 501."_s);
             });
         }},
        {u"pane"_s, {1000, 640}, [] { return std::make_unique<SamplePane>(); }},
        {u"pane-narrow"_s, {560, 560}, [] { return std::make_unique<SamplePane>(); }},
        {u"details"_s, {760, 640}, details},
        {u"diff-unified"_s, {760, 420}, [] { return diff(DiffModel::Layout::Unified); }},
        {u"diff-split"_s, {900, 420}, [] { return diff(DiffModel::Layout::Split); }},
        {u"palette"_s, {900, 480}, palette},
        {u"confirm"_s, {620, 420}, confirm},
        {u"notices"_s, {800, 260}, notices},
    };
    Theme theme;
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        theme.setScheme(scheme);
        const QString suffix = theme.dark() ? u"-dark.png"_s : u"-light.png"_s;
        for (const auto &[name, size, make] : parts) {
            const std::unique_ptr<QWidget> widget = make();
            widget->resize(size);
            widget->show();
            QCoreApplication::processEvents();
            widget->grab().save(folder.filePath(name + suffix));
        }
    }
    return 0;
}

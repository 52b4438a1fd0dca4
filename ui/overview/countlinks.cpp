// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/overview/countlinks.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QSet>
#include <QToolButton>

#include <algorithm>
#include <map>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

template <typename Row, typename Test>
int countIf(const std::vector<Row> &rows, Test test)
{
    return int(std::count_if(rows.begin(), rows.end(), test));
}

QString whole(const QString &kind, size_t count)
{
    return u"%1 %2"_s.arg(kind).arg(count);
}

//! One group: the whole number first, then what stands out in it, if anything does.
class Group final
{
public:
    Group(const QString &pane, const QString &text)
        : m_pane(pane)
    {
        m_links.append({pane, text, pane, {}, false, false});
    }

    void add(const QString &id, int count, const QString &text, const QString &filter, bool bad)
    {
        if (count > 0)
            m_links.append({m_pane + u'-' + id, text, m_pane, filter, false, bad});
    }

    [[nodiscard]] const QList<CountLink> &links() const { return m_links; }

private:
    QString m_pane;
    QList<CountLink> m_links;
};

QList<CountLink> serviceLinks(const Snapshot &snapshot, const QList<AttentionItem> &attention)
{
    QSet<QString> endedAlone;
    for (const AttentionItem &item : attention) {
        if (item.kind == AttentionKind::ServiceExited)
            endedAlone.insert(item.object.name);
    }
    const auto &rows = snapshot.services();
    Group group(u"services"_s, whole(CountLinks::tr("Services"), rows.size()));
    // One link for each status word, whatever words the daemon uses.
    struct Seen
    {
        int count = 0;
        bool bad = false;
    };
    std::map<std::string_view, Seen> statuses;
    for (const ServiceRow &row : rows) {
        Seen &seen = statuses[row.status];
        ++seen.count;
        seen.bad = seen.bad || (isEnded(row.status) && endedAlone.contains(toText(row.name)));
    }
    for (const auto &[status, seen] : statuses) {
        if (status.empty())
            continue;
        const QString word = toText(status);
        group.add(word, seen.count, u"%1 %2"_s.arg(seen.count).arg(word), u"status:"_s + word,
                  seen.bad);
    }
    const int unhealthy =
        countIf(rows, [](const ServiceRow &row) { return row.health == "unhealthy"; });
    group.add(u"unhealthy"_s, unhealthy, CountLinks::tr("%1 unhealthy").arg(unhealthy),
              u"health:unhealthy"_s, true);
    return group.links();
}

QList<CountLink> workspaceLinks(const Snapshot &snapshot)
{
    const auto &rows = snapshot.workspaces();
    Group group(u"workspaces"_s, whole(CountLinks::tr("Workspaces"), rows.size()));
    const int dirty =
        countIf(rows, [](const WorkspaceRow &row) { return row.slotCounts.dirty > 0; });
    group.add(u"dirty"_s, dirty, CountLinks::tr("%1 dirty").arg(dirty), u"changes:dirty"_s, false);
    const int unpushed =
        countIf(rows, [](const WorkspaceRow &row) { return row.slotCounts.unpushed > 0; });
    group.add(u"unpushed"_s, unpushed, CountLinks::tr("%1 unpushed").arg(unpushed),
              u"changes:unpushed"_s, false);
    const int expired = countIf(rows, [](const WorkspaceRow &row) { return row.expired; });
    group.add(u"expired"_s, expired, CountLinks::tr("%1 expired").arg(expired), u"state:expired"_s,
              true);
    return group.links();
}

QList<CountLink> sourceLinks(const Snapshot &snapshot)
{
    const auto &rows = snapshot.sources();
    Group group(u"sources"_s, whole(CountLinks::tr("Sources"), rows.size()));
    const auto add = [&](const char *word, const QString &text, bool bad) {
        const int count = countIf(rows, [word](const SourceRow &row) { return row.state == word; });
        group.add(QString::fromLatin1(word), count, u"%1 %2"_s.arg(count).arg(text),
                  u"state:"_s + QString::fromLatin1(word), bad);
    };
    add("dirty", CountLinks::tr("dirty"), false);
    add("behind", CountLinks::tr("behind"), false);
    add("diverged", CountLinks::tr("diverged"), true);
    add("error", CountLinks::tr("failed"), true);
    return group.links();
}

QList<CountLink> secretLinks(const Snapshot &snapshot)
{
    const auto &rows = snapshot.secrets();
    Group group(u"secrets"_s, whole(CountLinks::tr("Secrets"), rows.size()));
    const int missing =
        countIf(rows, [](const SecretRow &row) { return row.required && !row.hasValue; });
    group.add(u"missing"_s, missing, CountLinks::tr("%1 without a value").arg(missing),
              u"value:required"_s, true);
    return group.links();
}

QList<CountLink> innerLinks(const Snapshot &snapshot)
{
    QList<CountLink> links;
    for (const WorkspaceRow &row : snapshot.workspaces()) {
        if (!row.hasInnerStack)
            continue;
        const int all = int(row.innerServices.size());
        const int up = countIf(row.innerServices,
                               [](const ServiceRow &service) { return isUp(service.status); });
        const QString name = toText(row.name);
        links.append({u"inner-"_s + name,
                      CountLinks::tr("Inner stack %1 in %2: %3 of %4 services running")
                          .arg(toText(row.innerName), name)
                          .arg(up)
                          .arg(all),
                      u"workspace"_s, name, true, false});
    }
    return links;
}

} // namespace

QList<QList<CountLink>> countLinks(const Snapshot &snapshot, const QList<AttentionItem> &attention)
{
    QList<QList<CountLink>> groups = {
        serviceLinks(snapshot, attention),
        workspaceLinks(snapshot),
        sourceLinks(snapshot),
        secretLinks(snapshot),
        {{u"templates"_s,
          whole(CountLinks::tr("Templates"), snapshot.templates().size()),
          u"templates"_s,
          {},
          false,
          false}},
        {{u"jobs"_s,
          whole(CountLinks::tr("Jobs"), snapshot.jobs().size()),
          u"jobs"_s,
          {},
          false,
          false}},
    };
    const QList<CountLink> inner = innerLinks(snapshot);
    for (const CountLink &link : inner)
        groups.append({link});
    return groups;
}

CountLinks::CountLinks(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"countLinks"_s);
    setAccessibleName(tr("Counts"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

CountLinks::~CountLinks() = default;

void CountLinks::setLinks(const QList<QList<CountLink>> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    // Buttons are used again by position, so that focus and a press survive a new snapshot.
    for (qsizetype g = 0; g < std::max(groups.size(), m_buttons.size()); ++g) {
        if (g == m_buttons.size())
            m_buttons.append(QList<QToolButton *>());
        const QList<CountLink> links = groups.value(g);
        QList<QToolButton *> &buttons = m_buttons[g];
        while (buttons.size() > links.size())
            buttons.takeLast()->deleteLater();
        while (buttons.size() < links.size()) {
            auto *button = new QToolButton(this);
            button->setAutoRaise(true);
            button->setCursor(Qt::PointingHandCursor);
            button->setFocusPolicy(Qt::StrongFocus);
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            const qsizetype index = buttons.size();
            connect(button, &QToolButton::clicked, this, [this, g, index] {
                if (g < m_groups.size() && index < m_groups.at(g).size())
                    emit followed(m_groups.at(g).at(index));
            });
            buttons.append(button);
            button->show();
        }
        for (qsizetype i = 0; i < links.size(); ++i)
            updateButton(buttons.at(i), links.at(i), i == 0);
    }
    m_buttons.resize(groups.size());
    QWidget *before = m_tabAfter;
    for (const QList<QToolButton *> &buttons : std::as_const(m_buttons)) {
        for (QToolButton *button : buttons) {
            if (before)
                setTabOrder(before, button);
            before = button;
        }
    }
    place(width(), true);
    updateGeometry();
}

void CountLinks::updateButton(QToolButton *button, const CountLink &link, bool first)
{
    button->setObjectName(u"count-"_s + link.id);
    button->setText(captionOf(link.text));
    button->setAccessibleName(shownName(link.text));
    button->setToolTip(link.opensObject            ? tr("Open the workspace")
                           : link.filter.isEmpty() ? tr("Show all")
                                                   : tr("Show only these"));
    QFont font = this->font();
    font.setBold(first && !link.opensObject);
    button->setFont(font);
    button->setIcon(link.bad ? Icon::status(Status::Failed) : QIcon());
}

int CountLinks::place(int width, bool apply) const
{
    // A group stays together where it fits into a line.
    const int gap = spacing(1, this);
    const int groupGap = spacing(5, this);
    int x = 0;
    int y = 0;
    int lineHeight = 0;
    for (const QList<QToolButton *> &buttons : m_buttons) {
        int groupWidth = 0;
        for (const QToolButton *button : buttons)
            groupWidth += button->sizeHint().width() + gap;
        if (x > 0 && x + groupWidth > width) {
            x = 0;
            y += lineHeight + gap;
            lineHeight = 0;
        }
        for (QToolButton *button : buttons) {
            const QSize size = button->sizeHint();
            if (x > 0 && x + size.width() > width) {
                x = 0;
                y += lineHeight + gap;
                lineHeight = 0;
            }
            if (apply)
                button->setGeometry(QRect(QPoint(x, y), size.boundedTo({width, size.height()})));
            x += size.width() + gap;
            lineHeight = std::max(lineHeight, size.height());
        }
        x += groupGap;
    }
    return y + lineHeight;
}

int CountLinks::heightForWidth(int width) const
{
    return place(width, false);
}

QSize CountLinks::sizeHint() const
{
    const int width = spacing(200, this);
    return {width, place(width, false)};
}

QSize CountLinks::minimumSizeHint() const
{
    return {spacing(50, this), place(std::max(width(), spacing(50, this)), false)};
}

void CountLinks::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place(width(), true);
}

void CountLinks::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    for (qsizetype g = 0; g < m_buttons.size(); ++g) {
        for (qsizetype i = 0; i < m_buttons.at(g).size(); ++i)
            updateButton(m_buttons.at(g).at(i), m_groups.at(g).at(i), i == 0);
    }
    place(width(), true);
    updateGeometry();
}

} // namespace angee

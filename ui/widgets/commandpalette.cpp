// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/commandpalette.h"

#include "core/base/visibletext.h"
#include "ui/widgets/fuzzymatch.h"
#include "ui/widgets/theme.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

enum Role {
    SubtitleRole = Qt::UserRole + 1,
    IconRole,
};

} // namespace

QList<QPair<QString, QString>> lowerEntries(const QList<PaletteEntry> &entries)
{
    QList<QPair<QString, QString>> lowered;
    lowered.reserve(entries.size());
    for (const PaletteEntry &entry : entries)
        lowered.append({entry.title.toLower(), (entry.subtitle + u' ' + entry.keywords).toLower()});
    return lowered;
}

QList<int> rankEntries(const QList<PaletteEntry> &entries,
                       const QList<QPair<QString, QString>> &lowered, const QString &query,
                       const QStringList &recents, int limit)
{
    struct Hit
    {
        int score;
        int index;
    };
    const bool all = query.trimmed().isEmpty();
    QHash<QString, int> recentBonus;
    for (int i = 0; i < recents.size(); ++i)
        recentBonus.insert(recents[i], 100 - i);
    QList<Hit> hits;
    for (int i = 0; i < entries.size(); ++i) {
        int score = all ? 1 : fuzzyScore(query, lowered[i].first, lowered[i].second);
        if (score > 0)
            hits.append({score + recentBonus.value(entries[i].id), i});
    }
    const auto better = [](const Hit &a, const Hit &b) {
        return a.score != b.score ? a.score > b.score : a.index < b.index;
    };
    const qsizetype count = std::min<qsizetype>(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + count, hits.end(), better);
    QList<int> best;
    for (qsizetype i = 0; i < count; ++i)
        best.append(hits[i].index);
    return best;
}

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteModel)

public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<PaletteEntry> &entries)
    {
        beginResetModel();
        m_entries = entries;
        m_lowered = lowerEntries(entries);
        m_shown.clear();
        endResetModel();
    }

    void search(const QString &query, const QStringList &recents)
    {
        beginResetModel();
        m_shown = rankEntries(m_entries, m_lowered, query, recents, CommandPalette::shownAtMost);
        endResetModel();
    }

    [[nodiscard]] const PaletteEntry &entry(int row) const { return m_entries[m_shown[row]]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_shown.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const PaletteEntry &shown = entry(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return shown.title;
        case Qt::AccessibleTextRole:
            return shown.title + u", "_s + data(index, SubtitleRole).toString();
        case SubtitleRole:
            return shown.whyNot.isEmpty() ? shown.subtitle : shown.whyNot;
        case IconRole:
            return int(shown.icon);
        default:
            return {};
        }
    }

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        if (!index.isValid())
            return Qt::NoItemFlags;
        const bool can = entry(index.row()).whyNot.isEmpty();
        return can ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
    }

private:
    QList<PaletteEntry> m_entries;
    QList<QPair<QString, QString>> m_lowered;
    QList<int> m_shown;
};

namespace {

//! \brief Icon and title at the start of the line, the subtitle at its end.
class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool enabled = index.flags() & Qt::ItemIsEnabled;
        const auto color = [&option](ColorRole role) { return roleColor(role, option.palette); };
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, color(ColorRole::Selection));
            painter->fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height(),
                              color(ColorRole::Accent));
        }
        const int unit = spacing(1, option.widget);
        const int side = 4 * unit;
        QRect r = option.rect.adjusted(3 * unit, 0, -3 * unit, 0);
        const auto name = static_cast<Icon::Name>(index.data(IconRole).toInt());
        Icon::get(name, ColorRole::SecondaryText)
            .paint(painter, QRect(r.x(), r.center().y() - side / 2 + 1, side, side),
                   Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        r.setLeft(r.left() + side + 2 * unit);
        const QString subtitle = option.fontMetrics.elidedText(
            shownLine(index.data(SubtitleRole).toString()), Qt::ElideRight, r.width() / 2);
        painter->setFont(option.font);
        painter->setPen(color(ColorRole::SecondaryText));
        painter->drawText(r, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, subtitle);
        r.setRight(r.right() - option.fontMetrics.horizontalAdvance(subtitle) - 3 * unit);
        painter->setPen(color(enabled ? ColorRole::Text : ColorRole::DisabledText));
        painter->drawText(r, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(shownLine(index.data().toString()),
                                                        Qt::ElideRight, r.width()));
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() * 2};
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    m_edit->setObjectName(u"paletteEdit"_s);
    m_edit->setAccessibleName(tr("Search or run"));
    m_edit->setPlaceholderText(tr("Search or run…"));
    m_edit->addAction(Icon::get(Icon::Name::Search, ColorRole::SecondaryText),
                      QLineEdit::LeadingPosition);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    auto *column = new QVBoxLayout(this);
    const int unit = spacing(1, this);
    column->setContentsMargins(2 * unit, 2 * unit, 2 * unit, 2 * unit);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { choose(index.row()); });
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open(const QList<PaletteEntry> &entries)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_model->setEntries(entries);
    m_edit->clear();
    search();
    place();
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::search()
{
    m_model->search(m_edit->text(), m_recents);
    m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::place()
{
    const QSize window = parentWidget()->size();
    const int width =
        qMin(window.width() - spacing(8, this), fontMetrics().averageCharWidth() * 90);
    const int height = qMin(window.height() - spacing(16, this), fontMetrics().height() * 26);
    setGeometry((window.width() - width) / 2, spacing(8, this), width, height);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_edit->hasFocus();
    hide();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount() || !m_model->entry(row).whyNot.isEmpty())
        return;
    const QString id = m_model->entry(row).id;
    m_recents.removeAll(id);
    m_recents.prepend(id);
    m_recents.resize(qMin(m_recents.size(), recentsAtMost));
    dismiss();
    emit chosen(id);
}

bool CommandPalette::onKey(int key)
{
    const int rows = m_model->rowCount();
    const int page = qMax(1, m_list->viewport()->height() / qMax(1, m_list->sizeHintForRow(0)));
    const int row = m_list->currentIndex().row();
    int next = 0;
    switch (key) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(row);
        return true;
    case Qt::Key_Down:
        next = row + 1 < rows ? row + 1 : 0;
        break;
    case Qt::Key_Up:
        next = row > 0 ? row - 1 : rows - 1;
        break;
    case Qt::Key_PageDown:
        next = qMin(row + page, rows - 1);
        break;
    case Qt::Key_PageUp:
        next = qMax(row - page, 0);
        break;
    default:
        return false;
    }
    m_list->setCurrentIndex(m_model->index(next));
    return true;
}

// It lies over other widgets, so its edge has to be seen.
void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), roleColor(ColorRole::Border, palette()));
    painter.fillRect(rect().adjusted(1, 1, -1, -1), roleColor(ColorRole::Window, palette()));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress
        && onKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    if (watched == m_edit && event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason
        && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        dismiss();
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace angee

#include "commandpalette.moc"

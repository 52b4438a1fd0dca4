// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputsteps.h"

#include "core/base/visibletext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString stepStateText(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Running:
        return OutputStepsModel::tr("running");
    case BuildStep::State::Done:
        return OutputStepsModel::tr("done");
    case BuildStep::State::Cached:
        return OutputStepsModel::tr("cached");
    case BuildStep::State::Failed:
        return OutputStepsModel::tr("failed");
    case BuildStep::State::Cancelled:
        return OutputStepsModel::tr("cancelled");
    }
    Q_UNREACHABLE();
}

Status stepStatus(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Running:
        return Status::Starting;
    case BuildStep::State::Done:
        return Status::Done;
    case BuildStep::State::Cached:
        return Status::Idle;
    case BuildStep::State::Failed:
        return Status::Failed;
    case BuildStep::State::Cancelled:
        return Status::Stopped;
    }
    Q_UNREACHABLE();
}

QString stepText(const BuildStep &step)
{
    QStringList parts{step.target, step.position, step.name};
    parts.removeAll(QString());
    return shownLine(parts.join(u' '));
}

QString stepTime(qint64 ms)
{
    constexpr double second = 1000;
    return ms < 0 ? QString() : OutputStepsModel::tr("%1 s").arg(double(ms) / second, 0, 'f', 1);
}

//! \brief The time with a bar below it.
class StepBarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant share = index.data(OutputStepsModel::ShareRole);
        if (!share.isValid())
            return;
        const int thick = std::max(2, option.rect.height() / 8);
        const QRect room = option.rect.adjusted(4, 0, -4, -1);
        const int width = std::max(2, qRound(room.width() * share.toDouble()));
        const bool failed =
            index.siblingAtColumn(OutputStepsModel::StateColumn).data(Qt::UserRole).toBool();
        const ColorRole role = failed ? ColorRole::Bad : ColorRole::Accent;
        painter->fillRect(QRect(room.left(), room.bottom() - thick, width, thick),
                          roleColor(role, option.palette));
    }
};

} // namespace

OutputStepsModel::OutputStepsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

OutputStepsModel::~OutputStepsModel() = default;

void OutputStepsModel::setSteps(const QList<BuildStep> &steps)
{
    if (m_steps == steps)
        return;
    const qsizetype before = m_steps.size();
    qint64 longest = 0;
    for (const BuildStep &step : steps)
        longest = std::max(longest, step.ms);
    if (steps.size() < before) {
        beginResetModel();
        m_steps = steps;
        m_longest = longest;
        endResetModel();
        return;
    }
    m_longest = longest;
    if (steps.size() > before) {
        beginInsertRows({}, int(before), int(steps.size()) - 1);
        m_steps = steps;
        endInsertRows();
    } else {
        m_steps = steps;
    }
    if (before > 0)
        emit dataChanged(index(0, 0), index(int(before) - 1, ColumnCount - 1));
}

int OutputStepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

int OutputStepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant OutputStepsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_steps.size())
        return {};
    const BuildStep &step = m_steps.at(index.row());
    if (role == Qt::DecorationRole && index.column() == StateColumn)
        return Icon::status(stepStatus(step.state));
    if (role == Qt::UserRole)
        return step.state == BuildStep::State::Failed;
    if (role == ShareRole && index.column() == TimeColumn)
        return step.ms >= 0 && m_longest > 0 ? QVariant(double(step.ms) / double(m_longest))
                                             : QVariant();
    if (role == Qt::ToolTipRole && index.column() == StepColumn)
        return stepText(step);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case StateColumn:
        return stepStateText(step.state);
    case StepColumn:
        return stepText(step);
    case TimeColumn:
        return stepTime(step.ms);
    default:
        return {};
    }
}

QVariant OutputStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case StepColumn:
        return tr("Step");
    case TimeColumn:
        return tr("Took");
    default:
        return {};
    }
}

OutputStepsView::OutputStepsView(QWidget *parent)
    : QTableView(parent)
    , m_steps(new OutputStepsModel(this))
{
    setObjectName(u"outputSteps"_s);
    setAccessibleName(tr("Steps"));
    setModel(m_steps);
    setItemDelegateForColumn(OutputStepsModel::TimeColumn, new StepBarDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().lineSpacing() * 1.6));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(OutputStepsModel::StepColumn, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(OutputStepsModel::StateColumn, letter * 16);
    setColumnWidth(OutputStepsModel::TimeColumn, letter * 12);
    const auto choose = [this](const QModelIndex &index) {
        if (index.isValid() && index.row() < m_steps->steps().size())
            emit lineChosen(m_steps->steps().at(index.row()).line);
    };
    connect(this, &QAbstractItemView::clicked, this, choose);
    connect(this, &QAbstractItemView::activated, this, choose);
}

OutputStepsView::~OutputStepsView() = default;

void OutputStepsView::setSteps(const QList<BuildStep> &steps)
{
    m_steps->setSteps(steps);
}

} // namespace angee

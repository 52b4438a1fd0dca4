// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace angee {

//! \brief Something a pane has to say, and what can be done about it.
struct Notice
{
    //! \brief Bars stand in this order, whichever came first.
    enum class Kind {
        Unreachable,
        Unauthorized,
        Stale,
        Conflict,
        Warning,
        Information,
        Success,
    };

    struct Action
    {
        QString id;
        QString text; //!< A verb.
    };

    QString id; //!< One bar for each id; a second notice with it replaces the first.
    Kind kind = Kind::Information;
    QString text; //!< Plain text, possibly the daemon's own words.
    QList<Action> actions;
    bool closable = true;

    friend bool operator==(const Notice::Action &a, const Notice::Action &b)
    {
        return a.id == b.id && a.text == b.text;
    }
    friend bool operator==(const Notice &, const Notice &) = default;
};

//! \brief The notices of one pane: bars above its content, never a pop-up. Without notices it takes
//! no room.
class NoticeBars final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBars)

public:
    explicit NoticeBars(QWidget *parent = nullptr);
    ~NoticeBars() override;

    void show(const Notice &notice);
    using QWidget::show;
    void clear(const QString &id);
    //! \brief Takes away what only tells of something done, as when another daemon is connected.
    void clearDone();
    [[nodiscard]] bool contains(const QString &id) const;
    //! \brief Who gets the focus when a bar goes that has it; else it goes to the window's first
    //! control, as Qt does it. Not owned.
    void setFocusAfter(QWidget *widget) { m_focusAfter = widget; }
    //! \brief Whom Tab comes from to the bars; else it is what was made before them. Not owned.
    void setFocusBefore(QWidget *widget) { m_focusBefore = widget; }
    //! \brief From top to bottom.
    [[nodiscard]] QList<Notice> notices() const;

signals:
    void actionTriggered(const QString &noticeId, const QString &actionId);
    //! \brief The person closed it; clear() stays silent.
    void closed(const QString &noticeId);

private:
    class Bar;

    [[nodiscard]] Bar *find(const QString &id) const;
    void orderTabs();

    QVBoxLayout *m_layout = nullptr;
    QList<Bar *> m_bars; // in the order shown
    QPointer<QWidget> m_focusBefore;
    QPointer<QWidget> m_focusAfter;
};

} // namespace angee

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/icon.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace angee {

//! \brief The content of a pane, or what stands in its place: what is missing, why, and what to do.
//!
//! Every state is real: it has an object name, an accessible name and, where something can be done,
//! a button. Texts from the daemon are shown as plain text.
class StatePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatePage)

public:
    enum class State {
        Idle, //!< Nothing asked for yet.
        Loading,
        Ready, //!< The content.
        Empty,
        Failed,
        FilteredOut,
        NotOffered,
    };
    Q_ENUM(State)

    static constexpr int skeletonAfterMilliseconds = 150;

    explicit StatePage(QWidget *parent = nullptr);
    ~StatePage() override;

    //! \brief Takes \a content over. It stays alive, hidden, in every other state.
    void setContent(QWidget *content);
    [[nodiscard]] QWidget *content() const { return m_content; }
    [[nodiscard]] State state() const { return m_state; }

    void showIdle();
    void showContent();
    //! \brief Placeholder rows, but only if it takes longer than 150 ms; content that is already
    //! there stays.
    void showLoading();
    //! \brief \a what this is, a sentence of \a help and the verb of the button that makes the
    //! first one (none if empty).
    void showEmpty(const QString &what, const QString &help, const QString &actionText = {});
    //! \brief \a what failed and the daemon's own \a words; \a details go to the clipboard.
    void showFailed(const QString &what, const QString &words, const QString &details = {});
    void showFilteredOut(const QString &filter);
    void showNotOffered(const QString &what, const QString &why);
    //! \brief The picture of the next Empty state; otherwise a plain information sign.
    void setEmptyIcon(Icon::Name icon) { m_emptyIcon = icon; }

    //! \brief Dims the content: it is true as of earlier. Why and since when is told by \a reason,
    //! which screen readers get; on the screen a notice says it.
    void setStale(bool stale, const QString &reason = {});
    [[nodiscard]] bool isStale() const { return m_stale; }

signals:
    void stateChanged(angee::StatePage::State state);
    void retryRequested();
    //! \brief The button of the Empty state.
    void actionRequested();
    void clearFilterRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void enter(State state);
    void setMessage(Icon::Name icon, ColorRole role, const QString &title, const QString &text);
    void copyDetails();

    QStackedLayout *m_stack = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_blank = nullptr;
    QWidget *m_skeleton = nullptr;
    QWidget *m_message = nullptr;
    QWidget *m_dimmer = nullptr;
    IconLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_clearFilter = nullptr;
    QTimer *m_skeletonTimer = nullptr;
    QString m_details;
    Icon::Name m_emptyIcon = Icon::Name::Info;
    State m_state = State::Idle;
    bool m_stale = false;
};

} // namespace angee

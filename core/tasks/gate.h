// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "core/tasks/actionverb.h"
#include "core/tasks/question.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace angee {

class Task;
enum class Protection;

//! \brief A person's consent, or the gate's word that none is needed: without one nothing becomes a
//! task. Only a TaskGate gives it. It holds for the connection it was given for, and no other.
class Agreement final
{
public:
    //! Holds for nothing.
    Agreement() = default;

private:
    friend class TaskGate;
    explicit Agreement(quint64 connection)
        : m_connection(connection)
    { }

    quint64 m_connection = 0;
};

//! \brief Whose stack the gate stands before, and how careful it is to be.
struct GateProfile
{
    Protection protection{}; //!< Normal, unless another is given
    QString name;
    QString colour;
};

//! \brief Decides once for every change: goes through, asks first, or is refused before the socket.
//!
//! A normal profile asks where the action says so, a careful one for every action; a read-only one
//! refuses. It asks by one signal and waits for agree() or dismiss(); where nobody listens nothing
//! is sent. GUI thread.
class TaskGate final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TaskGate)

public:
    //! Does what was agreed to, the way that was chosen. The task whose end closes a question that
    //! is kept, or null when close() or fail() will tell.
    using Go = std::function<Task *(const Agreement &, const QString &choice)>;
    using Declined = std::function<void()>;
    enum class Verdict {
        Through, //!< done already
        Asking,
        Refused, //!< read-only, or whyNot()
    };

    explicit TaskGate(QObject *parent = nullptr);
    ~TaskGate() override;

    //! Another connection: what is being asked is withdrawn, and no agreement of before holds.
    void setProfile(const GateProfile &profile);
    void setStackName(const QString &name);
    //! Why no change can be made at all now (incompatible, no token); empty when it can.
    void setObstacle(const QString &reason);
    //! Why the gate refuses everything, as a sentence; empty when it does not.
    [[nodiscard]] QString whyNot() const;

    //! Calls \a go at once, or once somebody has agreed, or never: when \a context goes first, when
    //! it was declined (then \a declined is called) and when it is refused.
    Verdict pass(const Question &question, QObject *context, const Go &go,
                 const Declined &declined = {});
    //! While the token lives, an action of that verb on that object needs no question of its own:
    //! it is part of what was agreed to.
    using Cover = std::shared_ptr<const void>;
    [[nodiscard]] Cover cover(const Agreement &agreement, ActionVerb verb, const ObjectRef &object);
    [[nodiscard]] bool isCovered(ActionVerb verb, const ObjectRef &object) const;
    //! The agreement of whoever holds a cover; it holds for nothing where there is none.
    [[nodiscard]] Agreement agreementOf(ActionVerb verb, const ObjectRef &object) const;

    [[nodiscard]] bool holds(const Agreement &agreement) const;
    [[nodiscard]] qsizetype pending() const { return qsizetype(m_pending.size()); }

    //! The answers of whoever shows the question.
    void agree(int id, const QString &choice = {});
    //! Declined when it was not agreed to; else it only goes away.
    void dismiss(int id);
    //! From whoever does what was agreed to in several steps.
    void close(int id);
    void fail(int id, const QString &words);
    void follow(int id, Task *task);
    //! The question whose answer is being acted upon: only inside a Go.
    [[nodiscard]] int current() const { return m_current; }

signals:
    void questionRequested(const angee::Question &question);
    //! What was agreed to is under way; the question stays until closed or failed.
    void questionBusy(int id);
    void questionFailed(int id, const QString &words);
    //! It is to be shown no longer.
    void questionClosed(int id);

private:
    struct Pending
    {
        Question question;
        QPointer<QObject> context;
        Go go;
        Declined declined;
        bool agreed = false;
    };
    struct Covered
    {
        ActionVerb verb;
        ObjectRef object;
        Agreement agreement;
        std::weak_ptr<const void> token;
    };

    [[nodiscard]] bool mustAsk(const Question &question) const;
    [[nodiscard]] Question completed(Question question) const;
    [[nodiscard]] Pending *find(int id);

    GateProfile m_profile;
    QString m_stack;
    QString m_obstacle;
    std::vector<Pending> m_pending;
    std::vector<Covered> m_covered;
    quint64 m_connection = 1;
    int m_nextId = 1;
    int m_current = 0;
};

} // namespace angee

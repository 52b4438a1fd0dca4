// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <memory>

namespace angee {

//! \brief What a save's answer said, filled before its task ends.
struct WrittenFile
{
    QByteArray content;
    QString etag;
};

//! \brief A file of a source as the object of an action.
[[nodiscard]] ObjectRef fileObject(const QString &source, const QString &path);

//! What is known of an earlier attempt to write the same file.
enum class SaveAttempt {
    First,
    AfterLostAnswer, //!< it may have been written; the etag keeps the two apart
};

//! \brief Writes a file, guarded by \a etag; an empty one writes whatever is there.
[[nodiscard]] TaskSpec saveFileTask(const QString &source, const QString &path,
                                    const QByteArray &content, const QByteArray &etag,
                                    const std::shared_ptr<WrittenFile> &written,
                                    SaveAttempt attempt = SaveAttempt::First);

} // namespace angee

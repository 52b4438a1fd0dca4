// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/pane.h"

namespace angee {

class FilesPane;

//! \brief The place of the files in the window: holds the FilesPane of the profile in use.
class FilesHost final : public Pane
{
    Q_OBJECT

public:
    explicit FilesHost(QWidget *parent = nullptr);
    ~FilesHost() override;

    //! Takes \a files over; null leaves the words for "not connected".
    void setFiles(FilesPane *files);
    [[nodiscard]] FilesPane *files() const { return m_files; }

    //! "Caddyfile in infra".
    [[nodiscard]] static QString fileText(const QString &source, const QString &path);

    void focusFilter() override;
    //! Opens a file.
    void showObject(const ObjectRef &object) override;
    void whenSafe(const std::function<void()> &done) override;
    [[nodiscard]] QuitConcern concern() override;

signals:
    void shown();

protected:
    void showEvent(QShowEvent *event) override;

private:
    FilesPane *m_files = nullptr;
};

} // namespace angee

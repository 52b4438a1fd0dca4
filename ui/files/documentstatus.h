// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/documentsession.h"
#include "core/files/textfacts.h"
#include "ui/files/codeeditor.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

//! \brief The line below a text: what cannot be seen in it (encoding, line ends, etag), where the
//! caret is, and how much of the daemon's limit it takes.
class DocumentStatus final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentStatus)

public:
    explicit DocumentStatus(QWidget *parent = nullptr);
    ~DocumentStatus() override;

    //! Where no text is loaded only its source is shown. \a notes are said at the end of the facts.
    void showDocument(const DocumentSession &session, Language language, const QStringList &notes);
    //! Both from 1.
    void showCaret(int line, int column);

signals:
    //! The user wants the file to begin with a byte order mark, or without.
    void byteOrderMarkChosen(angee::ByteOrderMark mark);

private:
    void showEncoding(const DocumentSession &session, const TextFacts &facts);
    void showSize(const DocumentSession &session, const TextFacts &facts);

    QLabel *m_facts;
    QToolButton *m_encoding;
    QAction *m_mark;
    QLabel *m_size;
    QLabel *m_position;
};

} // namespace angee

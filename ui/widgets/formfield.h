// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace angee {

class IconLabel;

//! \brief A label, its editor, and under it what is wrong with the input or a hint. The words are
//! the editor's accessible description too.
class FormField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormField)

public:
    //! \brief Takes \a editor over. \a label may carry a mnemonic for it.
    FormField(const QString &label, QWidget *editor, QWidget *parent = nullptr);
    ~FormField() override;

    [[nodiscard]] QWidget *editor() const { return m_editor; }
    //! \brief Shown while there is no error.
    void setHint(const QString &hint);
    //! \brief Empty takes it away. Plain text.
    void setError(const QString &error);
    [[nodiscard]] QString error() const { return m_error; }
    //! \brief Marks the label, in words for screen readers.
    void setRequired(bool required);

private:
    void updateMessage();

    QLabel *m_label = nullptr;
    QWidget *m_editor = nullptr;
    IconLabel *m_icon = nullptr;
    QLabel *m_message = nullptr;
    QString m_text;
    QString m_hint;
    QString m_error;
};

} // namespace angee

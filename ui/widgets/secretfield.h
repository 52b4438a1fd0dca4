// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

//! \brief A one-line field for a secret: masked, shown on demand, masked again after hideAfter and
//! when the window loses the focus. The text is plain, whatever it contains, and is in no undo
//! history or input prediction.
class SecretField final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int hideAfterMs = 15'000;

    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    //! Overwrites what is shown and forgets it.
    void clear();
    void setPlaceholderText(const QString &text);
    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isRevealed() const;
    void setRevealed(bool revealed);
    [[nodiscard]] QLineEdit *lineEdit() const { return m_edit; }

signals:
    void textChanged(const QString &text);
    void revealedChanged(bool revealed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_edit;
    QToolButton *m_reveal;
    QTimer m_hide;
};

} // namespace angee

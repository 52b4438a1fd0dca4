// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace angee {

//! \brief What was refused, in full: plain text without escapes, to be read and copied, as high as
//! it needs to be up to maximumLines. Hidden while there is nothing to say.
class RefusalView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefusalView)

public:
    static constexpr int maximumLines = 8;

    explicit RefusalView(QWidget *parent = nullptr);
    ~RefusalView() override;

    //! \brief Empty takes it away. The window grows with it, within the screen.
    void setWords(const QString &words);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void updateColours();
    void fit();
};

} // namespace angee

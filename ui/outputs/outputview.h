// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/outputfeed.h"
#include "core/outputs/outputrecord.h"

#include <QTimer>
#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
QT_END_NAMESPACE

namespace angee {

class IconLabel;
class LogSheet;
class OutputStepsView;

//! \brief One output to read: how it ended and why, its steps, and its text in the same view as a
//! log, with the same colours, search and filters.
//!
//! Long texts are taken in piece by piece, so that the window goes on. GUI thread.
class OutputView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputView)

public:
    explicit OutputView(QWidget *parent = nullptr);
    ~OutputView() override;

    //! Nothing is shown.
    void clear();
    //! Another output: what is there of it so far. The end is told by end().
    void begin(const OutputRecord &record, const QByteArray &text);
    //! More of it came.
    void add(const QByteArray &bytes);
    //! How it ended.
    void end(const OutputRecord &record);
    //! Services that still run on what was before the build, and those of which that is not known
    //! because what they use cannot be read; a sentence where there are some.
    void setNotApplied(const QStringList &certain, const QStringList &possible);
    //! Once all of the text is there: the line at which reading a failure begins.
    void goToFirstError();
    //! Looks for \a text in it, as if it was typed into the find bar.
    void find(const QString &text);

    [[nodiscard]] const OutputRecord &record() const { return m_record; }
    [[nodiscard]] LogSheet *sheet() const { return m_sheet; }
    //! All of the text was taken in.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

signals:
    void placeRequested(const angee::BuildPlace &place);
    void completed();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void newSheet();
    void takeIn();
    void conclude();
    void updateHead();
    [[nodiscard]] QString notApplied() const;
    void updateSteps();
    void goToLine(qint64 line);
    [[nodiscard]] QString summary() const;

    OutputRecord m_record;
    std::unique_ptr<OutputFeed> m_feed;
    LogSheet *m_sheet = nullptr;
    QByteArray m_waiting; // to be taken in
    qsizetype m_taken = 0; // of that
    QTimer m_turn;
    bool m_hasEnded = false;
    bool m_isComplete = false;
    bool m_goToError = false;
    QStringList m_notApplied;
    QStringList m_perhapsNotApplied;
    IconLabel *m_icon;
    QLabel *m_summary;
    QLabel *m_reason;
    QLabel *m_applied;
    QPushButton *m_error;
    QPushButton *m_place;
    QSplitter *m_splitter;
    OutputStepsView *m_steps;
};

} // namespace angee

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/query/preparedquery.h"
#include "core/schema/schemadocument.h"
#include "ui/schema/graphqltext.h"

namespace angee {

class CompletionPopup;

//! \brief A GraphQL document, or JSON, that is being written: completes names from a schema and
//! shows where something is wrong.
//!
//! Tab moves on, so that the keyboard gets out; the indentation comes by itself, and Tab indents
//! several selected lines.
class QueryEditor final : public GraphQlText
{
    Q_OBJECT

public:
    //! The completions lie over \a parent.
    explicit QueryEditor(QWidget *parent);
    ~QueryEditor() override;

    //! Null: nothing is completed.
    void setSchema(const SchemaDocumentPtr &schema);
    //! Changes to \a text as one step that can be undone.
    void replaceContent(const QByteArray &text);
    void markProblems(const QList<TextProblem> &problems);
    //! Selects the piece of text and takes the focus.
    void goTo(const TextProblem &problem);
    //! Shows what can stand at the caret.
    void complete();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    bool choose(const QKeyEvent *event);
    bool isNavigation(const QKeyEvent *event);
    void afterTyping(const QString &typed, bool wasShown);
    void accept();
    void newLine();
    void unindentBracket();
    void hideCompletions();
    [[nodiscard]] long caret() const;
    [[nodiscard]] QRect caretRect() const;

    SchemaDocumentPtr m_schema;
    CompletionPopup *m_completions;
};

} // namespace angee

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/profilesdialog.h"

#include "core/settings/profilestore.h"
#include "ui/widgets/confirmdialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole + 1;

} // namespace

ProfilesDialog::ProfilesDialog(ProfileStore *profiles, QWidget *parent)
    : QDialog(parent)
    , m_profiles(profiles)
    , m_list(new QListWidget(this))
{
    setObjectName(u"profilesDialog"_s);
    setWindowTitle(tr("Profiles"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(u"profilesList"_s);
    m_list->setAccessibleName(tr("Saved profiles"));

    const auto button = [this](const QString &name, const QString &text) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        return made;
    };
    QPushButton *add = button(u"profilesAdd"_s, tr("Add…"));
    m_window = button(u"profilesNewWindow"_s, tr("Open in new window"));
    m_edit = button(u"profilesEdit"_s, tr("Edit…"));
    m_remove = button(u"profilesRemove"_s, tr("Remove…"));
    QPushButton *sandbox = button(u"profilesSandbox"_s, tr("Open the sandbox"));
    auto *side = new QVBoxLayout;
    for (QPushButton *each : {add, m_window, m_edit, m_remove})
        side->addWidget(each);
    side->addStretch();
    side->addWidget(sandbox);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(side);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 70, fontMetrics().lineSpacing() * 18);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(add, &QPushButton::clicked, this, [this] {
        close();
        emit addRequested();
    });
    connect(m_window, &QPushButton::clicked, this, [this] {
        const QString id = currentId();
        close();
        emit newWindowRequested(id);
    });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        const QString id = currentId();
        close();
        emit editRequested(id);
    });
    connect(m_remove, &QPushButton::clicked, this, &ProfilesDialog::askToRemove);
    connect(sandbox, &QPushButton::clicked, this, [this] {
        close();
        emit sandboxRequested();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfilesDialog::update);
    connect(m_list, &QListWidget::itemActivated, m_edit, &QPushButton::click);
    connect(m_profiles, &ProfileStore::changed, this, &ProfilesDialog::fill);
    fill();
}

ProfilesDialog::~ProfilesDialog() = default;

void ProfilesDialog::fill()
{
    m_list->clear();
    for (const Profile &profile : m_profiles->profiles()) {
        auto *item = new QListWidgetItem(tr("%1   %2").arg(profile.name, profile.url), m_list);
        item->setData(idRole, profile.id);
    }
    m_list->setCurrentRow(0);
    update();
}

QString ProfilesDialog::currentId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(idRole).toString() : QString();
}

void ProfilesDialog::update()
{
    const bool any = m_list->currentItem();
    m_window->setEnabled(any);
    m_edit->setEnabled(any);
    m_remove->setEnabled(any);
    const QString tip = any ? QString() : tr("There is no profile yet.");
    m_window->setToolTip(tip);
    m_edit->setToolTip(tip);
    m_remove->setToolTip(tip);
}

void ProfilesDialog::askToRemove()
{
    const auto profile = m_profiles->byId(currentId());
    if (!profile)
        return;
    Confirmation question;
    question.title = tr("Remove profile \"%1\"").arg(profile->name);
    question.profile = profile->name;
    question.colour = profile->colour;
    question.verb = tr("Remove");
    question.lost =
        QStringList{tr("The saved address and settings"), tr("The token in the system keyring")};
    question.kept = QStringList{tr("The daemon and its stack: nothing is sent to it"),
                                tr("Drafts of unsaved files")};
    auto *dialog = new ConfirmDialog(question, this);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, id = profile->id] {
        dialog->close();
        emit removeRequested(id);
    });
    dialog->open();
}

} // namespace angee

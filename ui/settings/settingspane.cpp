// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/settings/settingspane.h"

#include "ui/settings/settingsdescriptor.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLabel *factLabel(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

SettingsPane::SettingsPane(QWidget *parent)
    : Pane(settingsDescriptor(), parent)
    , m_scheme(new QComboBox(this))
    , m_zoom(new QSpinBox(this))
    , m_folder(factLabel(this, u"settingsFolder"_s))
    , m_sources(factLabel(this, u"settingsSources"_s))
    , m_notices(new QVBoxLayout)
    , m_noticeProblem(factLabel(this, u"settingsNoticeProblem"_s))
{
    auto *content = new QWidget(this);
    m_scheme->setObjectName(u"settingsTheme"_s);
    m_scheme->setAccessibleName(tr("Theme"));
    m_scheme->addItem(tr("As the desktop"), int(Theme::Scheme::System));
    m_scheme->addItem(tr("Light"), int(Theme::Scheme::Light));
    m_scheme->addItem(tr("Dark"), int(Theme::Scheme::Dark));
    m_zoom->setObjectName(u"settingsZoom"_s);
    m_zoom->setAccessibleName(tr("Size of the text"));
    m_zoom->setRange(50, 300);
    m_zoom->setSingleStep(10);
    m_zoom->setSuffix(u" %"_s);
    auto *profiles = new QPushButton(tr("Profiles…"), content);
    profiles->setObjectName(u"settingsProfiles"_s);
    auto *keys = new QPushButton(tr("Keys…"), content);
    keys->setObjectName(u"settingsKeys"_s);

    auto *form = new QFormLayout(content);
    const int margin = spacing(4, this);
    form->setContentsMargins(margin, margin, margin, margin);
    form->setVerticalSpacing(spacing(3, this));
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Theme"), m_scheme);
    form->addRow(tr("Text &size"), m_zoom);
    form->addRow(tr("Connections"), profiles);
    form->addRow(tr("Keyboard"), keys);
    auto *noticesTitle = new QLabel(tr("Desktop notices"));
    noticesTitle->setToolTip(tr("Shown by the desktop while this window is not in use."));
    m_notices->setSpacing(spacing(1, this));
    m_notices->addWidget(m_noticeProblem);
    m_noticeProblem->hide();
    form->addRow(noticesTitle, m_notices);
    form->addRow(tr("This connection"), m_sources);
    form->addRow(tr("Files of this profile"), m_folder);
    setContent(content);
    statePage()->showContent();

    connect(m_scheme, &QComboBox::activated, this,
            [this] { emit schemeChosen(Theme::Scheme(m_scheme->currentData().toInt())); });
    connect(m_zoom, &QSpinBox::valueChanged, this, &SettingsPane::zoomChosen);
    connect(profiles, &QPushButton::clicked, this, &SettingsPane::profilesRequested);
    connect(keys, &QPushButton::clicked, this, &SettingsPane::keysRequested);
}

SettingsPane::~SettingsPane() = default;

void SettingsPane::setScheme(Theme::Scheme scheme)
{
    m_scheme->setCurrentIndex(m_scheme->findData(int(scheme)));
}

void SettingsPane::setZoom(int percent)
{
    const QSignalBlocker blocker(m_zoom);
    m_zoom->setValue(percent);
}

void SettingsPane::setFolder(const QString &folder)
{
    m_folder->setText(folder.isEmpty() ? tr("Not connected") : folder);
}

void SettingsPane::addNoticeSwitch(const QString &id, const QString &text, bool on)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(u"notice-"_s + id);
    box->setAccessibleName(tr("Desktop notice: %1").arg(text));
    box->setChecked(on);
    m_notices->insertWidget(m_notices->count() - 1, box);
    connect(box, &QCheckBox::toggled, this,
            [this, id](bool checked) { emit noticeSwitched(id, checked); });
}

void SettingsPane::setNoticeProblem(const QString &reason)
{
    m_noticeProblem->setText(
        reason.isEmpty() ? QString() : tr("The desktop does not show them: %1").arg(reason));
    m_noticeProblem->setVisible(!reason.isEmpty());
}

void SettingsPane::setSources(const QString &text)
{
    setLabelText(m_sources, text);
}

} // namespace angee

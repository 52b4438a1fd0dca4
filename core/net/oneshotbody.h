// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace angee {

//! \brief A request body that can be read once.
//!
//! QNetworkAccessManager silently sends a request again when the server closes the connection after
//! reading it (Qt 6.4.2, measured with FIN, RST and half a status line). A body that refuses to be
//! rewound makes that impossible: the reply ends with ContentReSendError instead.
class OneShotBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit OneShotBody(QByteArray data, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 size() const override;
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override;
    //! Always false: see the class.
    bool reset() override;
    //! True once any of it was handed out (for an empty body: once it was asked for).
    [[nodiscard]] bool wasRead() const { return m_wasRead; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_data;
    qint64 m_offset = 0;
    bool m_wasRead = false;
};

} // namespace angee

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httpclient.h"

#include <QObject>

namespace angee::test {

//! \brief Writes down everything that an exchange tells, and counts it.
class ExchangeWatch final : public QObject
{
public:
    explicit ExchangeWatch(HttpExchange *exchange)
        : exchange(exchange)
    {
        connect(exchange, &HttpExchange::headersReceived, this, [this](int code) {
            ++headers;
            status = code;
            bodyBeforeHeaders |= !body.isEmpty();
        });
        connect(exchange, &HttpExchange::bodyReceived, this, [this](const QByteArray &chunk) {
            body += chunk;
            largestChunk = qMax(largestChunk, chunk.size());
        });
        connect(exchange, &HttpExchange::finished, this, [this](const HttpResult &outcome) {
            ++finished;
            result = outcome;
        });
        connect(exchange, &QObject::destroyed, this, [this] { destroyed = true; });
    }

    HttpExchange *exchange;
    int headers = 0;
    int status = 0;
    int finished = 0;
    bool destroyed = false;
    bool bodyBeforeHeaders = false;
    qsizetype largestChunk = 0;
    QByteArray body;
    HttpResult result;
};

} // namespace angee::test

// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/diff/filediff.h"
#include "core/diff/jsonstream.h"

namespace angee {

//! \brief How much of a difference is taken in; what is beyond is counted, not kept.
struct DiffLimits
{
    qsizetype fileBytes = qsizetype(16) * 1024 * 1024; //!< lines of one file; 0: names alone
    qsizetype allBytes = qsizetype(96) * 1024 * 1024; //!< lines of all files
    qsizetype files = 100'000;
};

//! \brief Reads the daemon's answer to a diff (contract.md, section 4) while it arrives. The memory
//! it takes is bounded by the limits, whatever the length of the answer. One thread at a time.
class DiffReader final : private JsonSink
{
public:
    static constexpr qsizetype longestName = 4'096;

    explicit DiffReader(const DiffLimits &limits = {});

    //! False when it is no list of files: problem() says why, and nothing more is read.
    bool feed(QByteArrayView bytes);
    //! After the last bytes: false when the answer broke off.
    bool finish();
    //! What nobody has read to the end is told as not whole.
    void stop() { m_set.isWhole = false; }
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] qsizetype fileCount() const { return m_set.files.size(); }
    [[nodiscard]] qint64 bytesRead() const { return qint64(m_stream.offset()); }
    //! Once.
    [[nodiscard]] DiffSet takeResult() { return std::move(m_set); }

private:
    enum class Field {
        None,
        OldPath,
        NewPath,
        Mode,
        IsBinary,
        IsNew,
        IsDeleted,
        IsRename,
        Hunks,
        OldStart,
        OldLines,
        NewStart,
        NewLines,
        Header,
        Body,
    };
    // Where the members of interest stand: [ { "hunks": [ { … } ] } ].
    static constexpr int fileDepth = 2;
    static constexpr int hunkDepth = 4;

    void beginObject() override;
    void endObject() override;
    void beginArray() override;
    void endArray() override;
    void key(std::string_view name) override;
    void stringPart(std::string_view part) override;
    void endString() override;
    void scalar(std::string_view word) override;

    void requireArray(bool isArray);
    void endFile();
    void endHunk();
    void takeBody(QByteArrayView part);
    void keepBody(QByteArrayView part);

    DiffLimits m_limits;
    JsonStream m_stream;
    DiffSet m_set;
    FileDiff m_file;
    FileDiff::Hunk m_hunk;
    QString m_problem;
    Field m_field = Field::None;
    qsizetype m_kept = 0; // bytes of the files before
    int m_depth = 0;
    bool m_isHunks = false; // within the file's list of hunks
    bool m_atLineStart = true; // of the body
    bool m_isFull = false; // nothing more of this file is kept
};

} // namespace angee

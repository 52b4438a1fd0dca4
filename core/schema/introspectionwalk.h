// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/introspectionjson.h"
#include "core/schema/nameset.h"
#include "core/schema/schema.h"

#include <array>
#include <vector>

namespace angee {

//! \brief One walk over a scanned introspection answer, filling a Schema; its references are left
//! to Schema::resolve(). Used by readIntrospection() alone.
class IntrospectionWalk final : private IntrospectionJson
{
public:
    //! The schema must own \a text, see JsonWalk.
    IntrospectionWalk(Schema &schema, char *text, std::size_t size);

    [[nodiscard]] bool run();
    using JsonWalk::takeError;
    [[nodiscard]] std::vector<SchemaMessage> takeNotices() { return std::move(m_notices); }

private:
    // A member of a type that counts for some kinds only; the kind may come after it.
    struct Member
    {
        enum State {
            Absent,
            Null,
            Present,
            Noted,
        };
        State state = Absent;
        char *place = nullptr;
    };
    static constexpr std::array<Key, 5> MemberKeys{
        Key::Fields, Key::InputFields, Key::Interfaces, Key::EnumValues, Key::PossibleTypes,
    };
    using Members = std::array<Member, MemberKeys.size()>;
    static bool wanted(TypeKind kind, Key member);

    bool document();
    bool serverErrors(bool haveSchema);
    bool schemaObject();
    bool rootType(OptionalText *result);
    bool type();
    bool kind(TypeKind *result);
    bool typeMember(Key key, TypeDef *type, Members *members);
    bool leave(Member *member);
    bool readMembers(TypeDef *type, Members *members);
    bool readMember(Key key, TypeDef *type);
    bool field(FieldDef *result);
    bool inputValues(std::string_view key, Range *result);
    bool inputValue(InputValueDef *result);
    bool enumValue(EnumValueDef *result);
    bool enumName(std::string_view *result);
    bool typeNames(std::string_view key, Range *result);
    bool directive();
    bool locations(std::string_view key, Range *result);

    template <typename Def, typename Read>
    bool pool(std::string_view key, std::vector<Def> &pool, Range *result, Read &&read);
    template <typename Def>
    static void dropDuplicates(std::vector<Def> &pool, std::uint32_t first);

    const char *m_end;
    Schema &m_schema;
    std::vector<SchemaMessage> m_notices;
    NameSet m_names;
};

} // namespace angee

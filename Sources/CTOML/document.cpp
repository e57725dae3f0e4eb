// Some damaged texts make the library's parser assert instead of refusing them; then it is to say so.
struct assertion_failed {};
#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : throw assertion_failed{})
#define TOML_ASSERT_ASSUME(condition) TOML_ASSERT(condition)
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 64

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wexceptions"
#include <toml++/toml.h>
#pragma clang diagnostic pop

#include "CTOML.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

struct toml_document {
    toml::table table;
    std::vector<toml_value> values;
    std::string error;
    toml::source_position error_position{};
};

namespace {

constexpr int depth_limit = TOML_MAX_NESTED_VALUES;
constexpr std::string_view too_deep_words = "nested too deeply";

struct too_deep {
    toml::source_position position;
};

toml_kind kind_of(const toml::node &node) {
    switch (node.type()) {
    case toml::node_type::table: return toml_kind_table;
    case toml::node_type::array: return toml_kind_array;
    case toml::node_type::string: return toml_kind_string;
    case toml::node_type::integer: return toml_kind_integer;
    case toml::node_type::floating_point: return toml_kind_float;
    case toml::node_type::boolean: return toml_kind_boolean;
    case toml::node_type::none:
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time: return toml_kind_date_or_time;
    }
    return toml_kind_date_or_time;
}

class layout {
  public:
    explicit layout(std::vector<toml_value> &values) : values(values) {}

    void add(const toml::node &node, const toml::key *key, int depth) {
        const auto position = key ? key->source().begin : node.source().begin;
        if (depth > depth_limit) throw too_deep{position};
        toml_value value{};
        value.kind = kind_of(node);
        value.line = position.line;
        value.column = position.column;
        if (key) {
            value.key = key->str().data();
            value.key_length = key->str().size();
        }
        if (const auto string = node.as_string()) {
            value.text = string->get().data();
            value.text_length = string->get().size();
        }
        if (const auto integer = node.as_integer()) value.integer = integer->get();
        if (const auto boolean = node.as_boolean()) value.integer = boolean->get();
        if (const auto table = node.as_table()) value.count = table->size();
        if (const auto array = node.as_array()) value.count = array->size();
        values.push_back(value);
        if (const auto table = node.as_table()) add_entries(*table, depth + 1);
        if (const auto array = node.as_array()) {
            for (const auto &element : *array) add(element, nullptr, depth + 1);
        }
    }

  private:
    std::vector<toml_value> &values;

    // The library's tables are ordered by name; a person's mistakes are told in the order of the text.
    void add_entries(const toml::table &table, int depth) {
        std::vector<std::pair<const toml::key *, const toml::node *>> entries;
        for (auto entry = table.begin(); entry != table.end(); ++entry) {
            entries.emplace_back(&entry->first, &entry->second);
        }
        std::stable_sort(entries.begin(), entries.end(), [](const auto &left, const auto &right) {
            return left.first->source().begin < right.first->source().begin;
        });
        for (const auto &[key, node] : entries) add(*node, key, depth);
    }
};

// A key of very many parts makes tables in tables, whose end takes as many calls in one another: more than a stack
// holds. No line of a sound document has so many dots.
void refuse_long_keys(std::string_view text) {
    constexpr int dot_limit = 256;
    uint32_t line = 1;
    int dots = 0;
    for (const char byte : text) {
        if (byte == '\n') {
            line += 1;
            dots = 0;
        } else if (byte == '.') {
            dots += 1;
        }
        if (dots > dot_limit) throw too_deep{{line, 1}};
    }
}

bool asserts(std::string_view text) {
    try {
        (void)toml::parse(text);
        return false;
    } catch (const assertion_failed &) {
        return true;
    } catch (const toml::parse_error &) {
        return false;
    }
}

// The line at which the parser asserts: every text that ends before it is read or refused, every longer one is not.
uint32_t asserting_line(std::string_view text) {
    std::vector<size_t> ends;
    for (size_t place = 0; place < text.size(); ++place) {
        if (text[place] == '\n') ends.push_back(place + 1);
    }
    const auto found = std::partition_point(
        ends.begin(), ends.end(), [&](size_t end) { return !asserts(text.substr(0, end)); });
    return static_cast<uint32_t>(found - ends.begin()) + 1;
}

void read(toml_document &document, std::string_view text) {
    try {
        refuse_long_keys(text);
        document.table = toml::parse(text);
        layout(document.values).add(document.table, nullptr, 0);
    } catch (const toml::parse_error &error) {
        const auto reason = error.description();
        const bool is_depth = reason.find("maximum nested value depth") != std::string_view::npos;
        document.error = is_depth ? too_deep_words : reason;
        document.error_position = error.source().begin;
    } catch (const assertion_failed &) {
        document.error = "a name or a value was expected";
        document.error_position = {asserting_line(text), 1};
    } catch (const too_deep &deep) {
        document.values.clear();
        document.error = too_deep_words;
        document.error_position = deep.position;
    }
}

} // namespace

extern "C" {

toml_document *toml_document_read(const char *text, size_t length) {
    try {
        auto document = std::make_unique<toml_document>();
        read(*document, std::string_view(text, length));
        return document.release();
    } catch (const std::exception &) {
        return nullptr;
    }
}

const char *toml_document_error(const toml_document *document, uint32_t *line, uint32_t *column) {
    if (document->error.empty()) return nullptr;
    *line = document->error_position.line;
    *column = document->error_position.column;
    return document->error.c_str();
}

size_t toml_document_count(const toml_document *document) { return document->values.size(); }

toml_value toml_document_value(const toml_document *document, size_t place) {
    return document->values[place];
}

void toml_document_free(toml_document *document) { delete document; }
}

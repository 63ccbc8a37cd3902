package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCleanerTest {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "title",
            "description",
            "nullable",
            "enum",
            "format",
            "properties",
            "required",
            "items",
            "propertyOrdering");
    private static final List<String> NAMES = List.of(
            "type",
            "properties",
            "items",
            "required",
            "enum",
            "pattern",
            "$id",
            "$ref",
            "x-foo",
            "a.b",
            "additionalProperties",
            "anyOf",
            "plain",
            "default");

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    private static ObjectNode clean(String property) {
        var cleaned = SchemaCleaner.parameters(json("{'type':'object','properties':{'p':" + property + "}}"));
        assertValid(cleaned);
        return (ObjectNode) cleaned.get("properties").get("p");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':['string','null']}                                    | {'type':'string','nullable':true}
            {'const':'a'}                                                 | {'type':'string','enum':['a']}
            {'enum':['a','',null]}                                        | {'type':'string','enum':['a'],'nullable':true}
            {'type':'integer','enum':[1,2]}                               | {'type':'integer','description':'one of: 1, 2'}
            {'type':'string','minLength':2,'description':'d'}             | {'type':'string','description':'d (minLength: 2)'}
            {'type':'string','format':'uri'}                              | {'type':'string','description':'format: uri'}
            {'type':'string','format':'date-time'}                        | {'type':'string','format':'date-time'}
            {'type':'array'}                                              | {'type':'array','items':{'type':'string'}}
            {'anyOf':[{'type':'null'},{'type':'integer'}]}                | {'type':'integer','nullable':true}
            {'anyOf':[{'const':'a'},{'const':'b'}]}                       | {'type':'string','enum':['a','b']}
            {'anyOf':[{'type':'string'},{'type':'object','properties':{'q':{'type':'string'}}}]} | {'type':'object','properties':{'q':{'type':'string'}},'description':'accepts: string or object'}
            {'allOf':[{'properties':{'a':{'type':'string'}},'required':['a']},{'properties':{'b':{'type':'string'}}}]} | {'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},'required':['a']}
            {'type':'object','properties':{'a':{'type':'string'}},'required':['a','zz']} | {'type':'object','properties':{'a':{'type':'string'}},'required':['a']}
            {'q':{'type':'string','required':true},'r':{'type':'string'}} | {'type':'object','properties':{'q':{'type':'string'},'r':{'type':'string'}},'required':['q']}
            {'type':'object','default':{'theme':'dark'}}                  | {'type':'object'}
            {'type':'string','x-google-enum-descriptions':{'A':'b'}}      | {'type':'string'}
            true                                                          | {'type':'string'}
            """)
    void rewritesWhatGeminiCannotSay(String schema, String expected) {
        assertThat(clean(schema)).isEqualTo(json(expected));
    }

    @Test
    void keepsPropertiesNamedLikeKeywords() {
        var cleaned = SchemaCleaner.parameters(json("{'type':'object','$schema':'x','properties':{"
                + "'pattern':{'type':'string','pattern':'^a'},'$id':{'type':'string'},'x-mine':{'type':'string'},"
                + "'encrypted':{'type':'boolean','encrypted':true},'additionalProperties':{'type':'string'},"
                + "'properties':{'type':'object','properties':{'propertyNames':{'type':'string'}},'propertyNames':{}}},"
                + "'required':['$id','properties'],'additionalProperties':false}"));

        assertValid(cleaned);
        assertThat(cleaned.has("additionalProperties")).isFalse();
        var names = new ArrayList<String>();
        cleaned.get("properties").fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly("pattern", "$id", "x-mine", "encrypted", "additionalProperties", "properties");
        assertThat(cleaned.at("/properties/properties/properties/propertyNames/type")
                        .asText())
                .isEqualTo("string");
        assertThat(cleaned.at("/properties/encrypted")).isEqualTo(json("{'type':'boolean'}"));
        assertThat(cleaned.get("required")).isEqualTo(json("['$id','properties']"));
    }

    @Test
    void putsReferencesInPlaceAndBreaksCycles() {
        var cleaned = SchemaCleaner.parameters(
                json(
                        "{'type':'object','properties':{'tree':{'$ref':'#/$defs/Node'},"
                                + "'other':{'$ref':'#/$defs/Leaf','description':'mine'}},'$defs':{'Leaf':{'type':'integer'},"
                                + "'Node':{'type':'object','properties':{'next':{'$ref':'#/$defs/Node'},'leaf':{'$ref':'#/$defs/Leaf'}}}}}"));

        assertValid(cleaned);
        assertThat(cleaned.at("/properties/tree/properties/leaf/type").asText()).isEqualTo("integer");
        assertThat(cleaned.at("/properties/tree/properties/next"))
                .isEqualTo(json("{'type':'object','description':'see: Node'}"));
        assertThat(cleaned.at("/properties/other")).isEqualTo(json("{'type':'integer','description':'mine'}"));
    }

    @Test
    void laysAlternativesAndConditionsAtTheRootOverEachOther() {
        var cleaned = SchemaCleaner.parameters(
                json(
                        "{'type':'object','properties':{'kind':{'type':'string'}},"
                                + "'if':{'properties':{'kind':{'const':'x'}}},'then':{'properties':{'a':{'type':'string'},'kind':{'type':'integer'}},"
                                + "'required':['a']},'anyOf':[{'properties':{'b':{'type':'string'}},'required':['b']}],'required':['kind']}"));

        assertValid(cleaned);
        assertThat(cleaned.at("/properties/kind/type").asText()).isEqualTo("string");
        assertThat(cleaned.get("properties")).hasSize(3);
        assertThat(cleaned.get("required")).isEqualTo(json("['kind']"));
    }

    @Test
    void makesAnEmptyObjectOfParametersThatAreNone() {
        var none = json("{'type':'object','properties':{}}");

        assertThat(SchemaCleaner.parameters(none)).isEqualTo(none);
        assertThat(SchemaCleaner.parameters(json("true"))).isEqualTo(none);
        assertThat(SchemaCleaner.parameters(json("[]"))).isEqualTo(none);
    }

    @Test
    void survivesDefinitionsThatMultiply() {
        var defs = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            defs.append("'d%d':{'type':'object','properties':{'a':{'$ref':'#/$defs/d%d'},'b':{'$ref':'#/$defs/d%d'}}},"
                    .formatted(i, i + 1, i + 1));
        }
        var cleaned =
                SchemaCleaner.parameters(json("{'type':'object','properties':{'x':{'$ref':'#/$defs/d0'}},'$defs':{"
                        + defs + "'d40':{'type':'string'}}}"));

        assertThat(cleaned.toString().length()).isLessThan(5_000_000);
    }

    @Test
    void makesOfAnySchemaOneThatTheApiAccepts() {
        var random = new Random(7);
        int kept = 0;
        for (int i = 0; i < 1200; i++) {
            var schema = schema(random, 4);
            var before = schema.toString();
            var cleaned = SchemaCleaner.parameters(schema);
            assertThat(schema.toString()).isEqualTo(before);
            if (!cleaned.get("properties").isEmpty()) {
                kept++;
                assertValid(cleaned);
                var again = SchemaCleaner.parameters(cleaned);
                assertThat(again.get("properties").size())
                        .isEqualTo(cleaned.get("properties").size());
            }
        }
        assertThat(kept).isGreaterThan(300);
    }

    private static JsonNode schema(Random random, int depth) {
        if (random.nextInt(20) == 0) {
            return List.of(json("true"), json("null"), json("[]"), json("'x'")).get(random.nextInt(4));
        }
        var node = Json.object();
        var types =
                List.of("'string'", "'object'", "'array'", "'integer'", "'null'", "['object','null']", "5", "'any'");
        if (random.nextInt(4) > 0) {
            node.set("type", json(types.get(random.nextInt(types.size()))));
        }
        for (var keyword : List.of("properties", "$defs", "patternProperties")) {
            if (depth > 0 && random.nextInt(3) > 0) {
                var properties = node.putObject(keyword);
                for (int i = random.nextInt(3); i >= 0; i--) {
                    properties.set(NAMES.get(random.nextInt(NAMES.size())), schema(random, depth - 1));
                }
            }
        }
        for (var keyword : List.of("items", "additionalProperties", "then", "not", "propertyNames")) {
            if (depth > 0 && random.nextInt(8) == 0) {
                node.set(keyword, schema(random, depth - 1));
            }
        }
        for (var keyword : List.of("anyOf", "oneOf", "allOf", "prefixItems")) {
            if (depth > 0 && random.nextInt(8) == 0) {
                node.putArray(keyword).add(schema(random, depth - 1)).add(schema(random, depth - 1));
            }
        }
        var odd = List.of(
                "'enum':['a',1,null,'']",
                "'const':{'a':1}",
                "'required':['plain',3]",
                "'required':true",
                "'minLength':3",
                "'$ref':'#/$defs/plain'",
                "'$ref':'#'",
                "'format':'uuid'",
                "'description':7",
                "'nullable':true",
                "'default':{'a':1}",
                "'x-foo':{'type':'string'}",
                "'propertyOrdering':['plain']",
                "'title':[]");
        if (random.nextInt(2) == 0) {
            node.setAll((ObjectNode) json("{" + odd.get(random.nextInt(odd.size())) + "}"));
        }
        return node;
    }

    /** The rules of the Schema message, by which the API refuses a declaration. */
    private static void assertValid(JsonNode schema) {
        schema.fieldNames().forEachRemaining(name -> assertThat(KNOWN).contains(name));
        var type = schema.path("type").asText();
        assertThat(type).isIn("string", "number", "integer", "boolean", "array", "object");
        assertThat(schema.has("items")).isEqualTo(type.equals("array"));
        if (schema.has("enum")) {
            assertThat(type).isEqualTo("string");
            assertThat(schema.get("enum"))
                    .isNotEmpty()
                    .allMatch(v -> v.isTextual() && !v.asText().isEmpty());
        }
        if (schema.has("description")) {
            assertThat(schema.get("description").isTextual()).isTrue();
        }
        if (schema.has("properties")) {
            assertThat(type).isEqualTo("object");
            assertThat(schema.get("properties")).isNotEmpty();
            schema.get("properties").forEach(SchemaCleanerTest::assertValid);
        }
        if (schema.has("required")) {
            schema.get("required")
                    .forEach(n -> assertThat(schema.path("properties").has(n.asText()))
                            .isTrue());
        }
        if (schema.has("items")) {
            assertValid(schema.get("items"));
        }
    }
}

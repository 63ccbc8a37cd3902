package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void saysWhereSomethingIsWrong() {
        var provider = fields("{\"list\": [{\"id\": \"one\", \"tier\": \"golden\"}]}")
                .objects("list")
                .getFirst();

        fails(() -> provider.name("tier", Tier::of), "test list one: tier is the unknown name golden");
    }

    @Test
    void refusesWrongTypesAndMissingFields() {
        var fields = fields("{\"a\": 1, \"b\": \"x\", \"c\": [1], \"d\": 1.5, \"e\": \"\"}");

        fails(() -> fields.text("a"), "a is not a text");
        fails(() -> fields.text("e"), "e is not a text");
        fails(() -> fields.text("z"), "z is missing");
        fails(() -> fields.flag("b"), "b is neither true nor false");
        fails(() -> fields.texts("c"), "c holds something else than texts");
        fails(() -> fields.texts("b"), "b is not a list");
        fails(() -> fields.objects("c"), "c is not an object");
        fails(() -> fields.optionalInt("d"), "d is not a whole number");
    }

    @Test
    void refusesFieldsNobodyRead() {
        var fields = fields("{\"known\": \"x\", \"unknwon\": \"y\"}");
        fields.text("known");

        fails(fields::done, "unknown field unknwon");
    }

    @Test
    void refusesAFileThatDoesNotExist() {
        fails(() -> DataFile.read("nothing.json"), "the catalogue lacks its file nothing.json");
    }

    @Test
    void readsWhatIsThere() {
        var fields = fields("{\"names\": [\"cheap\", \"free\"], \"map\": {\"k\": \"v\"}, \"n\": 7}");

        assertThat(fields.names("names", Tier::of)).containsExactly(Tier.CHEAP, Tier.FREE);
        assertThat(fields.textMap("map")).containsEntry("k", "v");
        assertThat(fields.optionalInt("n")).isEqualTo(7);
        assertThat(fields.optionalText("absent")).isEmpty();
        fields.done();
    }

    private static Fields fields(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return new Fields("test", reader.readObject());
        }
    }

    private static void fails(ThrowingCallable action, String saying) {
        assertThatThrownBy(action).isInstanceOf(CatalogException.class).hasMessageContaining(saying);
    }
}

package dev.signalbox.transfer;

import dev.signalbox.access.Role;
import dev.signalbox.access.StoredKey;
import dev.signalbox.access.StoredPerson;
import dev.signalbox.quota.Period;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.Rhythm;
import dev.signalbox.usage.LedgerArchive;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People, declared windows and the ledger as they are written in a backup. */
final class BackupPast {
    private BackupPast() {}

    static JsonObjectBuilder write(Contents.Past past) {
        var keys = Json.createObjectBuilder();
        past.keys().forEach((id, key) -> keys.add(id, BackupText.key(key)));
        return Json.createObjectBuilder()
                .add("people", BackupText.all(past.people(), BackupPast::person))
                .add("keys", keys)
                .add("requests", rows(past.ledger().requests()))
                .add("attempts", rows(past.ledger().attempts()));
    }

    static Contents.Past read(JsonObject json) {
        var keys = new HashMap<String, StoredKey>();
        Texts.object(json, "keys").forEach((id, key) -> keys.put(id, BackupText.key(key.asJsonObject())));
        return new Contents.Past(
                Texts.objects(json, "people").stream().map(BackupPast::person).toList(),
                keys,
                new LedgerArchive.Rows(rows(json, "requests"), rows(json, "attempts")));
    }

    private static JsonObjectBuilder person(StoredPerson person) {
        return Json.createObjectBuilder()
                .add("username", person.username())
                .add("passwordHash", person.passwordHash())
                .add("role", person.role().id())
                .add("enabled", person.enabled())
                .add("createdAt", person.createdAt().toString());
    }

    private static StoredPerson person(JsonObject json) {
        return new StoredPerson(
                Texts.text(json, "username", ""),
                Texts.text(json, "passwordHash", ""),
                Role.of(Texts.text(json, "role", "")).orElse(Role.VIEWER),
                json.getBoolean("enabled", false),
                Objects.requireNonNullElse(Texts.instant(json, "createdAt"), Instant.EPOCH));
    }

    static JsonObjectBuilder window(Contents.Window window) {
        var rhythm = window.rhythm();
        var json = Json.createObjectBuilder()
                .add("name", window.name())
                .add("unit", window.unit().name())
                .add("limit", window.limit())
                .add("period", rhythm.period().name())
                .add("every", rhythm.every())
                .add("time", rhythm.time().toString())
                .add("zone", rhythm.zone().getId())
                .add("anchor", rhythm.anchor().toString());
        return window.model() == null ? json : json.add("model", window.model());
    }

    static Contents.Window window(JsonObject json) {
        return new Contents.Window(
                Texts.text(json, "name", ""),
                Texts.text(json, "model").orElse(null),
                BackupText.constant(QuotaUnit.class, Texts.text(json, "unit", "")),
                Texts.number(json, "limit").map(n -> n.longValue()).orElse(0L),
                new Rhythm(
                        BackupText.constant(Period.class, Texts.text(json, "period", "")),
                        json.getInt("every", 1),
                        LocalTime.parse(Texts.text(json, "time", "00:00")),
                        ZoneId.of(Texts.text(json, "zone", "UTC")),
                        LocalDate.parse(Texts.text(json, "anchor", "2026-01-01"))));
    }

    private static JsonArrayBuilder rows(List<List<@Nullable String>> rows) {
        var array = Json.createArrayBuilder();
        for (var row : rows) {
            var line = Json.createArrayBuilder();
            for (var value : row) {
                if (value == null) {
                    line.addNull();
                } else {
                    line.add(value);
                }
            }
            array.add(line);
        }
        return array;
    }

    private static List<List<@Nullable String>> rows(JsonObject json, String name) {
        var rows = new ArrayList<List<@Nullable String>>();
        if (json.get(name) instanceof JsonArray array) {
            for (var line : array) {
                var row = new ArrayList<@Nullable String>();
                line.asJsonArray().forEach(value -> row.add(text(value)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : null;
    }
}

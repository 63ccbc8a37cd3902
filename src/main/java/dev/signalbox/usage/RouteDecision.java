package dev.signalbox.usage;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one candidate of a request.
 *
 * @param account the account's name at that time, null where the provider needs none
 * @param decision {@code chosen}, {@code failed}, {@code skipped} or {@code not-needed}
 * @param reason for people
 */
public record RouteDecision(
        String route, @Nullable UUID accountId, @Nullable String account, String decision, String reason) {
    private static final int FIELDS = 5;

    /** One line each, for a single column; those that do not fit are left out. */
    static String write(List<RouteDecision> decisions, int longest) {
        var text = new StringBuilder();
        for (var one : decisions) {
            var line = one.line();
            if (text.length() + line.length() + 1 > longest) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        return text.toString();
    }

    static List<RouteDecision> read(@Nullable String lines) {
        return lines == null || lines.isEmpty()
                ? List.of()
                : lines.lines().map(RouteDecision::parsed).toList();
    }

    private String line() {
        return clean(route)
                + '\t'
                + (accountId == null ? "" : accountId)
                + '\t'
                + clean(account == null ? "" : account)
                + '\t'
                + decision
                + '\t'
                + clean(reason);
    }

    private static String clean(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    private static RouteDecision parsed(String line) {
        var fields = line.split("\t", FIELDS);
        return new RouteDecision(
                fields[0],
                fields[1].isEmpty() ? null : UUID.fromString(fields[1]),
                fields[1].isEmpty() ? null : fields[2],
                fields[3],
                fields[4]);
    }
}

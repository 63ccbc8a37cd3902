package dev.signalbox.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something an account at a provider may or must say besides its key: a region, a resource's name, a project.
 *
 * @param name as the management API names it under {@code details}
 * @param about what it is, for people
 * @param pattern what it must look like
 * @param required whether there is no account without it
 * @param byDefault what holds for an account that does not say, empty when nothing does
 */
public record AccountDetail(String name, String about, Pattern pattern, boolean required, String byDefault) {
    /** The detail that moves a dialect's address: a private endpoint, an emulator. */
    public static final String ENDPOINT = "endpoint";

    private static final int LONGEST = 2000;

    static AccountDetail read(Fields fields) {
        var required = fields.optionalFlag("required");
        var detail = new AccountDetail(
                fields.text("name"),
                fields.text("about"),
                Pattern.compile(fields.optionalText("pattern").orElse("[!-~]+")),
                required != null && required,
                fields.optionalText("default").orElse(""));
        fields.done();
        return detail;
    }

    /**
     * Checks what somebody entered for an account at a provider; an empty text takes a detail back.
     *
     * @throws InvalidSetting naming the detail that is unknown, missing or malformed
     */
    public static Map<String, String> checked(List<AccountDetail> known, Map<String, String> given) {
        var checked = new TreeMap<String, String>();
        var names = new HashSet<String>();
        for (var detail : known) {
            names.add(detail.name());
            var value = Optional.ofNullable(given.get(detail.name()))
                    .map(String::strip)
                    .orElse("");
            if (!value.isEmpty()) {
                checked.put(detail.name(), detail.valid(value));
            } else if (detail.required()) {
                throw invalid(detail.name(), "is missing: " + detail.about());
            }
        }
        for (var name : given.keySet()) {
            if (!names.contains(name)) {
                throw invalid(
                        name, names.isEmpty() ? "means nothing at this provider." : "is none of " + sorted(names));
            }
        }
        return checked;
    }

    private String valid(String value) {
        if (value.length() > LONGEST || !pattern.matcher(value).matches()) {
            throw invalid(name, "does not look right: " + about);
        }
        return name.equals(ENDPOINT) ? NodeAddress.ofEndpoint().check(value).toString() : value;
    }

    private static String sorted(HashSet<String> names) {
        return String.join(", ", names.stream().sorted().toList()) + ".";
    }

    private static InvalidSetting invalid(String name, String why) {
        return new InvalidSetting("details." + name, "The detail " + name + " " + why);
    }
}

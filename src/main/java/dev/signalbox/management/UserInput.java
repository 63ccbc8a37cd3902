package dev.signalbox.management;

import dev.signalbox.access.Role;
import dev.signalbox.vault.Secret;
import java.util.Optional;

/** The fields of a person in a body. */
final class UserInput {
    private static final int SHORTEST_PASSWORD = 8;

    private UserInput() {}

    static Secret password(Input input, String field) {
        return checked(field, input.verbatim(field, AuthResource.LONGEST_PASSWORD));
    }

    static Optional<Secret> optionalPassword(Input input, String field) {
        return input.optionalVerbatim(field, AuthResource.LONGEST_PASSWORD).map(text -> checked(field, text));
    }

    static Optional<Role> role(Input input) {
        return input.optionalText("role", 20)
                .map(id -> Role.of(id)
                        .orElseThrow(() -> ProblemException.invalid("role", "role must be admin or viewer")));
    }

    private static Secret checked(String field, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw ProblemException.invalid(
                    field, "%s must have at least %d characters".formatted(field, SHORTEST_PASSWORD));
        }
        return Secret.of(password);
    }
}

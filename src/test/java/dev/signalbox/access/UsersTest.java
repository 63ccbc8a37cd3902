package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.access.AccessException.Rule;
import dev.signalbox.vault.Secret;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final AccessFixture access = new AccessFixture();
    private final Users users = access.users;

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void knowsWhoHasTheRightPassword() {
        var admin = access.admin();

        assertThat(users.authenticate("admin", AccessFixture.PASSWORD)).contains(admin);
        assertThat(users.authenticate("admin", Secret.of("wrong"))).isEmpty();
        assertThat(users.authenticate("nobody", AccessFixture.PASSWORD)).isEmpty();
        assertThat(users.authenticate("nobody", Secret.of("nobody"))).isEmpty();
    }

    @Test
    void locksADisabledPersonOutAtOnce() {
        access.admin();
        var ada = users.create("ada", AccessFixture.PASSWORD, Role.VIEWER);
        var token = access.sessions.issue(ada).token().reveal();

        users.change(ada.id(), new UserChange(null, null, null, false));

        assertThat(users.authenticate("ada", AccessFixture.PASSWORD)).isEmpty();
        assertThat(access.sessions.verify(token)).isEmpty();
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        access.admin();
        var ada = users.create("ada", AccessFixture.PASSWORD, Role.VIEWER);

        var renamed = users.change(ada.id(), new UserChange("lovelace", null, null, null))
                .orElseThrow();

        assertThat(renamed).isEqualTo(new UserAccount(ada.id(), "lovelace", Role.VIEWER, true, ada.createdAt()));
        assertThat(users.authenticate("lovelace", AccessFixture.PASSWORD)).contains(renamed);
        assertThat(users.change(UUID.randomUUID(), new UserChange("x", null, null, null)))
                .isEmpty();
    }

    @Test
    void endsSessionsWithANewPasswordOrRoleButNotWithANewName() {
        access.admin();
        var ada = users.create("ada", AccessFixture.PASSWORD, Role.VIEWER);
        var token = access.sessions.issue(ada).token().reveal();

        users.change(ada.id(), new UserChange("lovelace", null, Role.VIEWER, true));
        assertThat(access.sessions.verify(token)).isPresent();
        users.change(ada.id(), new UserChange(null, null, Role.ADMIN, null));
        assertThat(access.sessions.verify(token)).isEmpty();

        var next = access.sessions.issue(ada).token().reveal();
        users.change(ada.id(), new UserChange(null, Secret.of("another"), null, null));
        assertThat(access.sessions.verify(next)).isEmpty();
    }

    @Test
    void refusesANameThatIsInUse() {
        access.admin();

        assertBreaks(Rule.USERNAME_IN_USE, () -> users.create("admin", AccessFixture.PASSWORD, Role.VIEWER));
    }

    @Test
    void keepsTheLastAdmin() {
        var admin = access.admin();
        users.create("ada", AccessFixture.PASSWORD, Role.VIEWER);

        assertBreaks(Rule.LAST_ADMIN, () -> users.change(admin.id(), new UserChange(null, null, null, false)));
    }

    @Test
    void keepsTheLastAdminFromBeingRemoved() {
        var admin = access.admin();
        var other = users.create("other", AccessFixture.PASSWORD, Role.ADMIN);

        assertThat(users.delete(other.id())).isTrue();
        assertThat(users.delete(other.id())).isFalse();
        assertBreaks(Rule.LAST_ADMIN, () -> users.delete(admin.id()));
    }

    private static void assertBreaks(Rule rule, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        AccessException.class,
                        broken -> assertThat(broken.rule()).isEqualTo(rule));
    }
}

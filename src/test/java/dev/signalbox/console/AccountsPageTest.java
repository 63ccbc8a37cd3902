package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsPageTest {
    @Test
    void readsDetailsAsTheyAreTyped() {
        assertThat(AccountsPage.details(" ")).isEmpty();
        assertThat(AccountsPage.details("region = eu-central-1;resource=a\n deployments=gpt-4o=chat,o3=deep; odd"))
                .isEqualTo(Map.of(
                        "region", "eu-central-1", "resource", "a", "deployments", "gpt-4o=chat,o3=deep", "odd", ""));
    }
}

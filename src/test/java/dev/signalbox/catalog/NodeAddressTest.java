package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
    private final NodeAddress address = new NodeAddress(TestNodes::resolve);

    @ParameterizedTest
    @CsvSource({
        "https://models.example/v1/, https://models.example/v1",
        "http://127.0.0.1:11434, http://127.0.0.1:11434",
        "http://[::1]:8080/api//, http://[::1]:8080/api",
        "http://192.168.1.5/v1, http://192.168.1.5/v1",
        "http://unknown.example/v1, http://unknown.example/v1"
    })
    void takesAnyServerAndLocalOnesToo(String typed, String kept) {
        assertThat(address.check(typed)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://models.example",
                "models.example/v1",
                "mailto:a@b.c",
                "http:///v1",
                "https://user:secret@models.example/v1",
                "https://models.example/v1?key=secret",
                "https://models.example/v1#x",
                "https://models.example/a b"
            })
    void refusesWhatIsNoPlainBaseUrl(String typed) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> address.check(typed))
                .satisfies(e -> assertThat(e.field()).isEqualTo("baseUrl"))
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://169.254.1.1",
                "http://2852039166/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[::ffff:169.254.169.254]/",
                "http://metadata.google.internal/",
                "http://METADATA.google.internal./",
                "http://100.100.100.200/",
                "http://sneaky.example/v1"
            })
    void refusesWhereCloudsHandOutCredentials(String typed) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> address.check(typed));
    }
}

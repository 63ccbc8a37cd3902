package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    @Test
    void walksAListPageByPage() {
        var first = new Paging("2", null).of(ALL, Function.identity());
        var second = new Paging("2", first.next()).of(ALL, Function.identity());
        var third = new Paging("2", second.next()).of(ALL, Function.identity());

        assertThat(first.items()).containsExactly("a", "b");
        assertThat(second.items()).containsExactly("c", "d");
        assertThat(third).isEqualTo(Page.all(List.of("e")));
    }

    @Test
    void refusesALimitOrCursorThatMeansNothing() {
        for (var limit : List.of("0", "-1", "501", "many", "99999999999")) {
            assertThatThrownBy(() -> new Paging(limit, null)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> new Paging("2", "gone").of(ALL, Function.identity()))
                .isInstanceOf(ProblemException.class);
    }
}

package dev.signalbox.management;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller asks of a list: {@code ?limit=} (1 to 500, 100 unless said) and {@code ?cursor=} from the page before. */
public final class Paging {
    private static final int MOST = 500;

    @QueryParam("limit")
    @DefaultValue("100")
    private String limit = "100";

    @QueryParam("cursor")
    private @Nullable String cursor;

    /** JAX-RS fills a {@code @BeanParam} by its fields. */
    public Paging() {}

    Paging(String limit, @Nullable String cursor) {
        this.limit = Integer.toString(parse(limit));
        this.cursor = cursor;
    }

    public int limit() {
        return parse(limit);
    }

    public @Nullable String cursor() {
        return cursor;
    }

    /**
     * Cuts the page out of a whole list in a stable order; {@code id} names an item in the cursor. A cursor whose item is gone
     * is refused, because nobody could say where to go on.
     */
    public <T> Page<T> of(List<T> all, Function<T, String> id) {
        int from = cursor == null ? 0 : after(all, id);
        int to = Math.min(all.size(), from + limit());
        return new Page<>(all.subList(from, to), to < all.size() ? id.apply(all.get(to - 1)) : null);
    }

    private <T> int after(List<T> all, Function<T, String> id) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw ProblemException.badField("cursor", "This page is gone; start again without a cursor");
    }

    private static int parse(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like a number out of range
        }
        throw ProblemException.badField("limit", "limit must be a number from 1 to " + MOST);
    }
}

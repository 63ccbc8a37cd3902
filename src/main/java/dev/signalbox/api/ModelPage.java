package dev.signalbox.api;

import dev.signalbox.chat.Failure;
import dev.signalbox.routing.ModelList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of models, for clients that ask for parts; others get it whole.
 *
 * @param more whether there are others in the direction that was asked for
 */
record ModelPage(List<ModelList.Listed> items, boolean more) {
    private static final int MOST = 1000;

    /** Those behind the one with this id, or the first ones. */
    static ModelPage after(List<ModelList.Listed> all, @Nullable String id, String field, int size) {
        int from = id == null ? 0 : position(all, id, field) + 1;
        int end = size < all.size() - from ? from + size : all.size();
        return new ModelPage(all.subList(from, end), end < all.size());
    }

    /** Those right before the one with this id. */
    static ModelPage before(List<ModelList.Listed> all, String id, String field, int size) {
        int end = position(all, id, field);
        int from = Math.max(0, end - size);
        return new ModelPage(all.subList(from, end), from > 0);
    }

    private static int position(List<ModelList.Listed> all, String id, String field) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).id().equals(id))
                .findFirst()
                .orElseThrow(() -> Failure.badRequest(field + ": there is no model '" + id + "' in the list", field)
                        .asException());
    }

    /** How many are asked for: all when nothing is said, and never more than the vendors give. */
    static int size(@Nullable String said, String field) {
        if (said == null || said.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        if (!said.matches("\\d{1,9}") || Integer.parseInt(said) == 0) {
            throw Failure.badRequest(field + ": must be a whole number from 1 to " + MOST, field)
                    .asException();
        }
        return Math.min(Integer.parseInt(said), MOST);
    }
}

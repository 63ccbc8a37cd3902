package dev.signalbox.catalog;

import dev.signalbox.Service;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Other names for models. Reading touches no database. */
@Service
public class ModelAliases {
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");
    private static final Pattern TARGET = Pattern.compile("[^\\s\\p{Cntrl}]{1,400}");

    private final ModelAliasRows rows;
    private final Runnable durability;
    private final Snapshot<Map<String, String>> aliases;

    @Inject
    ModelAliases(ModelAliasRows rows, Durability durability) {
        this(rows, durability::force);
    }

    ModelAliases(ModelAliasRows rows, Runnable durability) {
        this.rows = rows;
        this.durability = durability;
        this.aliases = new Snapshot<>(rows::all);
    }

    void refresh(@Observes SnapshotsDue due) {
        aliases.refresh();
    }

    /** Every alias and what it stands for, by alias. */
    public Map<String, String> all() {
        return aliases.get();
    }

    public Optional<String> target(String alias) {
        return Optional.ofNullable(all().get(alias));
    }

    /**
     * Sets aliases and leaves the others; an empty target removes its alias.
     *
     * @throws InvalidSetting when an alias or target is not acceptable; nothing is changed then
     */
    public void change(Map<String, Optional<String>> changes) {
        changes.forEach(ModelAliases::check);
        rows.change(changes);
        durability.run();
        aliases.refresh();
    }

    private static void check(String alias, Optional<String> target) {
        if (!ALIAS.matcher(alias).matches()) {
            throw new InvalidSetting(alias, "An alias has letters, digits, '.', '_', ':', '@' and '-', and no slash.");
        }
        if (target.isEmpty()) {
            return;
        }
        if (!TARGET.matcher(target.get()).matches()) {
            throw new InvalidSetting(alias, "An alias stands for a model's name, which has no spaces.");
        }
        if (target.get().equals(alias)) {
            throw new InvalidSetting(alias, "An alias cannot stand for itself.");
        }
    }
}

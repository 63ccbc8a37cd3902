package dev.signalbox.transfer;

import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.StoredPerson;
import dev.signalbox.access.Users;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.usage.LedgerArchive;
import java.util.HashMap;
import java.util.Map;

/** People and the ledger: somebody of the same name stays as here, and a request is written once. */
final class ArrivingPast {
    private final Users users;
    private final ApiKeys keys;
    private final LedgerArchive ledger;
    private final ArrivingNodes nodes;
    private final Steps steps;

    ArrivingPast(Users users, ApiKeys keys, LedgerArchive ledger, ArrivingNodes nodes, Steps steps) {
        this.users = users;
        this.keys = keys;
        this.ledger = ledger;
        this.nodes = nodes;
        this.steps = steps;
    }

    void take(Contents.Past past, Map<String, String> accounts) {
        past.people().forEach(this::person);
        int requests = past.ledger().requests().size();
        if (requests == 0) {
            return;
        }
        int missing = ledger.missing(past.ledger());
        var name = requests + " requests";
        if (missing == 0) {
            steps.present(Kind.LEDGER, name);
            return;
        }
        steps.added(Kind.LEDGER, name, () -> ledger.write(past.ledger().renamed(ids(past, accounts)::here)));
    }

    private void person(StoredPerson person) {
        var known = users.stored().stream()
                .filter(here -> here.username().equals(person.username()))
                .findFirst();
        if (known.isEmpty()) {
            steps.added(Kind.PERSON, person.username(), () -> users.adopt(person));
        } else if (known.get().equals(person)) {
            steps.present(Kind.PERSON, person.username());
        } else {
            steps.kept(
                    Kind.PERSON,
                    person.username(),
                    "Somebody of this name is here, with a password or role of their own.");
        }
    }

    /** What is called otherwise here. */
    private record Ids(Map<String, String> here) {
        String here(String there) {
            return here.getOrDefault(there, there);
        }
    }

    private Ids ids(Contents.Past past, Map<String, String> accounts) {
        var ids = new HashMap<>(accounts);
        var here = new HashMap<>(Map.copyOf(keys.storedById()));
        past.keys()
                .forEach((id, key) -> here.forEach((own, stored) -> {
                    if (stored.equals(key)) {
                        ids.put(id, own.toString());
                    }
                }));
        ids.putAll(nodes.ids());
        return new Ids(ids);
    }
}

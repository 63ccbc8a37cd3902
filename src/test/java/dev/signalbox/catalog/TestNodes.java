package dev.signalbox.catalog;

import jakarta.persistence.EntityManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;

/** Custom nodes for tests, with a name service that knows a few names. */
public final class TestNodes {
    private TestNodes() {}

    public static ProviderNodes on(EntityManager em, Catalog catalog, Consumer<NodeRemoved> removals) {
        return new ProviderNodes(catalog, new ProviderNodeRows(em), removals, () -> {}, TestNodes::resolve);
    }

    static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "sneaky.example" -> new InetAddress[] {InetAddress.getByName("169.254.169.254")};
            case "models.example" -> new InetAddress[] {InetAddress.getByName("203.0.113.7")};
            case "unknown.example" -> throw new UnknownHostException(host);
            default -> InetAddress.getAllByName(host); // addresses only: nothing is looked up
        };
    }
}

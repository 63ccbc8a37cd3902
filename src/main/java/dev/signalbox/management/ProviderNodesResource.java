package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.NodeSettings;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.routing.Cooldowns;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Providers that are not in the catalogue: any server that speaks a known protocol. */
@Service
@Path("api/provider-nodes")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProviderNodesResource {
    private static final String WHAT = "provider node";
    private static final int LONGEST = 1000;
    private static final String EXAMPLE = """
            {"name": "GPU box", "prefix": "gpu", "protocol": "openai-chat", "baseUrl": "http://127.0.0.1:8000/v1"}""";

    private final ProviderNodes nodes;
    private final Accounts accounts;
    private final Cooldowns cooldowns;

    @Inject
    public ProviderNodesResource(ProviderNodes nodes, Accounts accounts, Cooldowns cooldowns) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.cooldowns = cooldowns;
    }

    /** A node as this API shows it. */
    @Schema(name = "ProviderNode")
    public record Node(UUID id, String name, String prefix, String protocol, URI baseUrl) {
        static Node of(ProviderNode node) {
            return new Node(
                    node.id(), node.name(), node.prefix(), node.protocol().id(), node.baseUrl());
        }
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "All nodes by name")
    public Page<Node> list() {
        return Page.all(nodes.all().stream().map(Node::of).toList());
    }

    @POST
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Add a node; its models are called prefix/model at once")
    @APIResponse(
            responseCode = "201",
            description = "the new node",
            content = @Content(schema = @Schema(implementation = Node.class)))
    @APIResponse(responseCode = "409", description = "the prefix is in use")
    public Response create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "node", value = EXAMPLE)))
                    Input input) {
        var settings = new NodeSettings(
                input.text("name", LONGEST),
                input.text("prefix", LONGEST),
                input.text("protocol", LONGEST),
                input.text("baseUrl", LONGEST));
        var node = Node.of(nodes.create(settings));
        return Response.created(URI.create("/api/provider-nodes/" + node.id()))
                .entity(node)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "One node")
    public Node get(@PathParam("id") String id) {
        return Node.of(find(id));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Replace what the body names, leave the rest")
    @APIResponseSchema(Node.class)
    public Node update(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "node", value = EXAMPLE)))
                    Input input) {
        var before = find(id);
        var settings = new NodeSettings(
                input.optionalText("name", LONGEST).orElse(before.name()),
                input.optionalText("prefix", LONGEST).orElse(before.prefix()),
                input.optionalText("protocol", LONGEST).orElse(before.protocol().id()),
                input.optionalText("baseUrl", LONGEST).orElse(before.baseUrl().toString()));
        var changed = nodes.update(before.id(), settings).orElseThrow(() -> ProblemException.notFound(WHAT));
        startAnew(changed.id().toString());
        return Node.of(changed);
    }

    /** What failed at the node as it was says nothing of the node as it is. */
    private void startAnew(String node) {
        cooldowns.clear(node);
        accounts.all().stream()
                .filter(account -> account.provider().equals(node))
                .forEach(account -> cooldowns.clear(account.id().toString()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Remove a node and its accounts")
    @APIResponse(responseCode = "204", description = "removed")
    public void delete(@PathParam("id") String id) {
        if (!nodes.delete(Ids.parse(id, WHAT))) {
            throw ProblemException.notFound(WHAT);
        }
    }

    private ProviderNode find(String id) {
        return nodes.find(Ids.parse(id, WHAT)).orElseThrow(() -> ProblemException.notFound(WHAT));
    }
}

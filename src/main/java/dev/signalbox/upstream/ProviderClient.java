package dev.signalbox.upstream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The MicroProfile REST client of all providers: public, because RESTEasy builds its proxy. Bodies pass as bytes; the address
 * and the headers are {@link CurrentCall}'s, because they differ from dialect to dialect and from call to call.
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
public interface ProviderClient {
    @POST
    Response post(byte[] body);

    @GET
    Response get();
}

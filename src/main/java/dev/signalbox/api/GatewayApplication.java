package dev.signalbox.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** All resources of the gateway, the client protocols and the management API alike, from the root path on. */
@ApplicationPath("/")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Signalbox",
                        version = "0.1.0",
                        description = "An AI gateway: any coding tool's protocol in, any provider's protocol out.",
                        license = @License(name = "MIT", url = "https://opensource.org/license/mit")))
public class GatewayApplication extends Application {}

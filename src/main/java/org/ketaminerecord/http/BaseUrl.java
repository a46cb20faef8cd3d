package org.ketaminerecord.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ketaminerecord.search.parameter.RequestBase;

/** The base URL of a request: the configured one, or the one under which the caller reached the server. */
@Singleton
class BaseUrl {

    private final RequestBase configured;

    BaseUrl(@ConfigProperty(name = "ktr.base-url") Optional<String> url) {
        configured = url.map(u -> new RequestBase(u.endsWith("/") ? u.substring(0, u.length() - 1) : u)).orElse(null);
    }

    RequestBase of(HttpServerRequest request) {
        return configured != null ? configured : new RequestBase(request.scheme() + "://" + request.authority() + "/fhir");
    }
}

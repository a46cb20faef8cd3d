package org.ketaminerecord.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Mutual TLS by configuration: Quarkus fixes {@code quarkus.http.ssl.client-auth} when it builds. Who may call is who has a certificate of an
 * authority in the trust store ({@code quarkus.tls.trust-store}).
 */
@Singleton
public class ClientCertificates implements HttpServerOptionsCustomizer {

    private final ClientAuth auth;

    @Inject
    ClientCertificates(@ConfigProperty(name = "ktr.tls.client-auth", defaultValue = "none") ClientAuth auth) {
        this.auth = auth;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (auth != ClientAuth.NONE) {
            options.setClientAuth(auth);
        }
    }
}

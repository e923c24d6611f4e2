package eu.bilateral.standalone.identity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Who has signed in of late; the library's own keeping in memory never forgets anybody, and knows of the ID tokens only the
 * last one, while a client that logs out names the one of the log-in.
 */
final class RecentAuthorizations implements OAuth2AuthorizationService {

    private static final int REMEMBERED = 2_000;
    private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);

    private final InMemoryOAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();
    private final Map<String, OAuth2Authorization> byAge = new LinkedHashMap<>();
    /** The ids of the authorizations by the ID tokens with which they began. */
    private final Map<String, String> byFirstIdToken = new HashMap<>();

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        kept.save(authorization);
        byAge.remove(authorization.getId());
        byAge.put(authorization.getId(), authorization);
        var idToken = authorization.getToken(OidcIdToken.class);
        if (idToken != null && !byFirstIdToken.containsValue(authorization.getId())) {
            byFirstIdToken.put(idToken.getToken().getTokenValue(), authorization.getId());
        }
        if (byAge.size() > REMEMBERED) {
            remove(byAge.values().iterator().next());
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        var latest = byAge.remove(authorization.getId());
        byFirstIdToken.values().remove(authorization.getId());
        kept.remove(latest == null ? authorization : latest);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        var found = kept.findByToken(token, type);
        if (found != null || type == null || !type.equals(ID_TOKEN)) {
            return found;
        }
        var began = byFirstIdToken.get(token);
        return began == null ? null : kept.findById(began);
    }
}

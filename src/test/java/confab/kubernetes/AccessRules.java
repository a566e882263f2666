package confab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/** Who may do what, by the Roles and RoleBindings of the manifests: what is not allowed is forbidden. */
record AccessRules(Manifests manifests) {
    /**
     * Whether a service account of the namespace may do that there.
     *
     * @param resource of the core group, as {@code pods}
     */
    boolean allow(String account, String namespace, String verb, String resource) {
        return manifests.all("RoleBinding").stream()
                .filter(binding -> isIn(binding, namespace))
                .filter(binding -> Manifests.each(binding.path("subjects"))
                        .anyMatch(subject -> is(subject, "ServiceAccount", account)
                                && subject.path("namespace").asText().equals(namespace)))
                .anyMatch(binding -> manifests.all("Role").stream()
                        .filter(role -> isIn(role, namespace))
                        .filter(role -> is(
                                binding.path("roleRef"),
                                "Role",
                                role.at("/metadata/name").asText()))
                        .flatMap(role -> Manifests.each(role.path("rules")))
                        .anyMatch(rule -> has(rule, "apiGroups", "")
                                && has(rule, "resources", resource)
                                && has(rule, "verbs", verb)));
    }

    private static boolean isIn(JsonNode manifest, String namespace) {
        return manifest.at("/metadata/namespace").asText().equals(namespace);
    }

    private static boolean is(JsonNode reference, String kind, String name) {
        return reference.path("kind").asText().equals(kind)
                && reference.path("name").asText().equals(name);
    }

    private static boolean has(JsonNode rule, String list, String value) {
        return Manifests.each(rule.path(list)).anyMatch(item -> item.asText().equals(value));
    }
}

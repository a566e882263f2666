/** The manifests in {@code k8s/}, held against Kubernetes' own kinds, against the settings, and in use by real nodes. */
@NullMarked
package confab.kubernetes;

import org.jspecify.annotations.NullMarked;

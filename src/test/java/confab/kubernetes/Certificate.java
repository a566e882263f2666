package confab.kubernetes;

import confab.scene.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of an API server, made anew: it names the address itself, as clients within a cluster have no name for it.
 *
 * @param file the certificate as pods have it, in PEM
 */
record Certificate(Path file, SSLContext context) {
    private static final String PASSWORD = "changeit";

    static Certificate of(String address, Path folder) throws IOException, GeneralSecurityException {
        String store = folder.resolve("api.p12").toString();
        Path file = folder.resolve("api.crt");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Shell.run(
                keytool,
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=kubernetes",
                "-ext",
                "san=ip:" + address,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                PASSWORD);
        Shell.run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "api",
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-file",
                file.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Certificate(file, context);
    }
}

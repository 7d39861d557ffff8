import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/** Reads lines "name version -hex", lets Kafka's class of that name read the bytes and write them again, and compares. */
public class KafkaSchemas {
    public static void main(String[] args) throws Exception {
        Map<String, String> classes = messageClasses();
        Set<String> same = new TreeSet<>(), unknown = new TreeSet<>();
        Map<String, String> differ = new TreeMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            short version = Short.parseShort(words[1]);
            String name = classes.getOrDefault(words[0], classes.get(words[0] + "Data"));
            if (name == null) {
                unknown.add(words[0]);
                continue;
            }
            Message message = (Message) Class.forName(name).getDeclaredConstructor().newInstance();
            // Versions that Kafka 4 dropped.
            if (version < message.lowestSupportedVersion() || version > message.highestSupportedVersion()) continue;
            String error = difference(message, version, HexFormat.of().parseHex(words[2].substring(1)));
            if (error == null) same.add(words[0] + " " + version);
            else differ.putIfAbsent(words[0] + " " + version, words[2] + ": " + error);
        }
        same.removeAll(differ.keySet());
        differ.forEach((key, error) -> System.out.println("differs: " + key + " " + error));
        unknown.forEach(name -> System.out.println("unknown: " + name));
        System.out.println(same.size() + " versions are the same");
        System.exit(differ.isEmpty() && unknown.isEmpty() ? 0 : 1);
    }

    private static String difference(Message message, short version, byte[] bytes) {
        try {
            ByteBuffer input = ByteBuffer.wrap(bytes);
            message.read(new ByteBufferAccessor(input), version);
            if (input.hasRemaining()) return input.remaining() + " bytes left";
            ObjectSerializationCache cache = new ObjectSerializationCache();
            ByteBuffer output = ByteBuffer.allocate(message.size(cache, version));
            message.write(new ByteBufferAccessor(output), cache, version);
            return Arrays.equals(output.array(), bytes) ? null : "written as " + HexFormat.of().formatHex(output.array());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    /** Generated message classes by their simple name. */
    private static Map<String, String> messageClasses() throws Exception {
        Map<String, String> classes = new HashMap<>();
        for (String path : System.getProperty("java.class.path").split(":")) {
            if (!path.endsWith(".jar")) continue;
            try (JarFile jar = new JarFile(path)) {
                jar.stream().map(entry -> entry.getName())
                    .filter(name -> name.matches("org/apache/kafka/(.*generated|.*/message|common/metadata)/[^$]*\\.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .forEach(name -> classes.putIfAbsent(name.substring(name.lastIndexOf('.') + 1), name));
            }
        }
        return classes;
    }
}

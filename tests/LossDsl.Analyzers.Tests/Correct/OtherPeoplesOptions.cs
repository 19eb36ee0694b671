public class ServerOptions
{
    [Range(1, 65535)] public int Port { get; set; } = 8080;
    [Range(typeof(decimal), "0.1", "1")] public decimal Share { get; set; } = 0.5m;
    [StringLength(10, MinimumLength = 2)] public string Name { get; set; } = "host";
    [RegularExpression("[a-z]+")] public string Word { get; set; } = "word";
    [AllowedValues("a", "b")] public string? Letter { get; set; }
    [DeniedValues(13)] public int Floor { get; set; } = 12;
    [Required, MinLength(1)] public string[] Hosts { get; set; } = ["localhost"];
    [Range(1, 10)] public double Rounded { get; set; } = 10.4;
    [Length(2, 4)] public string Code { get; set; } = "abc";
}

static class Server
{
    public static ServerOptions Make(int port) => new() { Port = port, Share = 1, Name = nameof(Server), Word = "other", Letter = "b" };

    public static void Change(ServerOptions options, bool local)
    {
        options.Port = local ? 80 : 443;
        options.Floor += 1;
        options.Letter = null;
        Wait(seconds: 3);
    }

    private static void Wait([Range(1, 60)] int seconds) => Console.WriteLine(seconds);
}

namespace Wrong.OtherPeoplesOptions;

public sealed class ServerOptions
{
    [Range(1, 65535)] public int Port { get; set; } = /*LDSL3001*/0;
}

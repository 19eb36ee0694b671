// LDSL1023 error: are both 'top_k' in a file
public enum Kind { TopK, Top_K }
[LossConfig]
public sealed partial record Config
{
    public Kind /*!*/Kind { get; init; }
}

namespace Wrong.TooManyDimensions;

[DataDict]
public sealed partial record /*LDSL1013*/WideBatch
{
    [Tensor("A B C D E F G H I J K L M N O P Q")] public required Tensor Everything { get; init; }
}

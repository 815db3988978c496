"""The outbox on both databases: a letter is sent by one at a time, each beginning is counted, and it waits until its end."""

from datetime import timedelta

from bot.coach.ports import Store, Transaction
from bot.coach.records import Letter, LetterKind, Spot
from bot.store import open_store
from bot.training.lifter import Lifter
from tests.store.scenes import ANN, BEN, CHAT, begun, with_session
from tests.training.gym import NOON

MINUTE = timedelta(minutes=1)


def letter(kind: LetterKind = LetterKind.REST_OVER, to: Lifter = ANN) -> Letter:
    return Letter(to.id, CHAT, "s1", kind, NOON)


async def test_letters_wait_in_order_until_they_are_sent_or_dropped(store: Store) -> None:
    def post_three(tx: Transaction) -> list[Letter]:
        with_session(tx, begun())
        return [tx.post(letter()) for _ in range(3)]

    first, second, third = await store.run(post_three)
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (first, second, third)
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 2)) == (first, second)
    await store.run(lambda tx: tx.letter_sent(second.id, Spot(CHAT, 5)))
    await store.run(lambda tx: tx.drop_letter(first.id))
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (third,)


async def test_a_dropped_letters_number_is_never_given_again(store: Store) -> None:
    await store.run(lambda tx: with_session(tx, begun()))
    first = await store.run(lambda tx: tx.post(letter()))
    await store.run(lambda tx: tx.drop_letter(first.id))
    second = await store.run(lambda tx: tx.post(letter()))
    assert second.id > first.id


async def test_rings_are_taken_once_and_summaries_stay(store: Store) -> None:
    def post_all(tx: Transaction) -> list[Letter]:
        with_session(tx, begun())
        tx.keep_lifter(BEN)
        mine = [tx.post(letter(kind)) for kind in LetterKind]
        return [*mine, tx.post(letter(to=BEN)), tx.post(letter())]

    def send_all_but_the_last(tx: Transaction) -> None:
        for number, sent in enumerate(all_of_them[:-1]):
            tx.letter_sent(sent.id, Spot(CHAT, number))

    all_of_them = await store.run(post_all)
    await store.run(send_all_but_the_last)
    assert set(await store.run(lambda tx: tx.take_rings(ANN.id))) == {
        Spot(CHAT, number) for number, kind in enumerate(LetterKind) if kind is not LetterKind.SUMMARY
    }
    assert await store.run(lambda tx: tx.take_rings(ANN.id)) == ()
    assert await store.run(lambda tx: tx.take_rings(BEN.id)) == (Spot(CHAT, len(LetterKind)),)
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (all_of_them[-1],)


async def posted(store: Store) -> Letter:
    def post(tx: Transaction) -> Letter:
        with_session(tx, begun())
        return tx.post(letter())

    return await store.run(post)


async def claims(store: Store, letter: int, minutes: int = 0) -> int | None:
    """Takes it in hand for a minute, so many minutes after noon."""
    now = NOON + minutes * MINUTE
    return await store.run(lambda tx: tx.claim_letter(letter, now, now + MINUTE))


async def waiting(store: Store, minutes: int = 0) -> list[int]:
    return [one.id for one in await store.run(lambda tx: tx.waiting_letters(NOON + minutes * MINUTE, 9))]


async def test_a_letter_in_hand_is_nobody_elses(store: Store) -> None:
    one = await posted(store)
    assert await waiting(store) == [one.id]
    assert await claims(store, one.id) == 0
    assert await claims(store, one.id) is None
    assert await waiting(store) == []
    assert (await store.run(lambda tx: tx.waiting_counts())).letters == 1


async def test_a_letter_whose_holder_is_not_heard_of_again_is_free_with_a_doubt(store: Store) -> None:
    one = await posted(store)
    assert [await claims(store, one.id, minutes) for minutes in (0, 1, 2)] == [0, 1, 2]
    assert await waiting(store, 3) == [one.id]


async def test_a_letter_surely_not_sent_is_free_at_once_and_without_a_doubt(store: Store) -> None:
    one = await posted(store)
    await claims(store, one.id)
    await store.run(lambda tx: tx.release_letter(one.id))
    assert await waiting(store) == [one.id]
    assert await claims(store, one.id) == 0


async def test_a_letter_that_nobody_holds_cannot_be_released(store: Store) -> None:
    one = await posted(store)
    await store.run(lambda tx: tx.release_letter(one.id))
    assert await claims(store, one.id) == 0


async def test_a_letter_that_was_sent_or_dropped_cannot_be_taken_in_hand(store: Store) -> None:
    one = await posted(store)
    two = await store.run(lambda tx: tx.post(letter()))
    await claims(store, one.id)
    await store.run(lambda tx: tx.letter_sent(one.id, Spot(CHAT, 5)))
    await store.run(lambda tx: tx.drop_letter(two.id))
    assert [await claims(store, id, 9) for id in (one.id, two.id, 404)] == [None] * 3
    assert (await store.run(lambda tx: tx.waiting_counts())).letters == 0


async def test_a_start_on_sqlite_frees_what_was_held_and_keeps_its_doubts(sqlite_url: str) -> None:
    """Whoever held it is dead: the file's lock could be taken."""
    store = await open_store(sqlite_url)
    one = await posted(store)
    await claims(store, one.id)
    await store.close()
    again = await open_store(sqlite_url)
    assert await waiting(again) == [one.id]
    assert await claims(again, one.id) == 1
    await again.close()


async def test_a_start_on_postgres_leaves_others_their_letters(postgres_url: str) -> None:
    first, second = await open_store(postgres_url), await open_store(postgres_url)
    one = await posted(first)
    await claims(first, one.id)
    third = await open_store(postgres_url)
    assert await claims(third, one.id) is None
    assert await claims(second, one.id, 1) == 1
    for store in (first, second, third):
        await store.close()
